#include "config/value_parsers.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("true and false are read in gflags' spellings") {
  for (const char* text : {"true", "True", "t", "yes", "Y", "1"}) CHECK(ParseBool(text).value);
  for (const char* text : {"false", "FALSE", "f", "no", "n", "0"}) {
    CHECK_FALSE(ParseBool(text).value);
    CHECK(ParseBool(text).problem == "");
  }
  for (const char* text : {"", "2", "on", "true "}) CHECK(ParseBool(text).problem != "");
}

TEST_CASE("a number lies between its bounds, both included") {
  CHECK(ParseNumber("2", 2, 100).value == 2);
  CHECK(ParseNumber("100", 2, 100).value == 100);
  for (const char* text : {"1", "101", "-2", "+2", "2.0", "2x", " 2", "", "0x10", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK(ParseNumber(text, 2, 100).problem == std::string(text) + " is not a whole number between 2 and 100");
  }
}

TEST_CASE("a span lies between its least and 366 days") {
  CHECK(ParseSpan("0", Milliseconds(0)).problem == "");
  CHECK(ParseSpan("0", Milliseconds(1)).problem == "0 is not between 1ms and 366d");
  CHECK(ParseSpan("366d", Milliseconds(1)).value == kLongestDuration);
  CHECK(ParseSpan("367d", Milliseconds(1)).problem == "367d is not between 1ms and 366d");
  CHECK(ParseSpan("banana", Milliseconds(1)).problem == "'banana' is not a duration such as 500ms, 90s, 1h30m or 7d");
}

TEST_CASE("a quota is requests a window, or 0 for none") {
  CHECK(ParseApiQuota("200/5m").value == Quota{.limit = 200, .window = std::chrono::minutes(5)});
  CHECK(ParseApiQuota("0").value.limit == 0);
  for (const char* text :
       {"200/", "200", "/1m", "0/1m", "-1/1m", "200/0", "200/1m/1m", "200/x", "x/1m", "1000001/1m"}) {
    CAPTURE(text);
    CHECK(ParseApiQuota(text).problem != "");
  }
}

TEST_CASE("a pattern has RE2's syntax") {
  CHECK(CheckPattern("VDI (A|B).*").value == "VDI (A|B).*");
  for (const char* text : {"(", "a)", "[", "*", "a**", "(?=x)", "\xff"}) {
    CAPTURE(text);
    CHECK(CheckPattern(text).problem != "");
  }
}

TEST_CASE("an id is safe in a URL") {
  CHECK(CheckId("0123456789abcdef-X_", 64).problem == "");
  CHECK(CheckId(std::string(64, 'a'), 64).problem == "");
  CHECK(CheckId(std::string(65, 'a'), 64).problem != "");
  for (const char* text : {"a/b", "a b", "a?b", "a%2f", "..", "ä", "a\n"}) CHECK(CheckId(text, 64).problem != "");
}

TEST_CASE("a name is any text without control characters") {
  CHECK(CheckName("con\"tract\\ <b>& 雲").problem == "");
  CHECK(CheckName(std::string(128, 'a')).problem == "");
  CHECK(CheckName(std::string(129, 'a')).problem != "");
  for (const char* text : {"a\nb", "a\x7f", "\xc2\x85", "a\xff", "\xe9\x9b"}) {
    CAPTURE(text);
    CHECK(CheckName(text).problem != "");
  }
}

TEST_CASE("a list is split at its commas") {
  using Pieces = std::vector<std::string_view>;
  CHECK(SplitList("a") == Pieces{"a"});
  CHECK(SplitList(" a , b") == Pieces{"a", "b"});
  CHECK(SplitList("a,,") == Pieces{"a", "", ""});
}

}  // namespace
}  // namespace workspace_exporter
