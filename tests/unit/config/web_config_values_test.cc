#include "config/web/web_config_values.h"

#include <limits>
#include <optional>
#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

ConfigNode Plain(const std::string& text) { return {.kind = ConfigNode::Kind::kText, .text = text, .plain = true}; }
ConfigNode Quoted(const std::string& text) { return {.kind = ConfigNode::Kind::kText, .text = text}; }

template <typename T>
std::optional<T> Of(const Checked<T>& checked) {
  return checked.problem.empty() ? std::optional(checked.value) : std::nullopt;
}
std::optional<std::int64_t> Int(const std::string& text) { return Of(ReadGoInt(Plain(text))); }
std::optional<std::int64_t> Span(const std::string& text) {
  const auto read = Of(ParseGoDuration(text));
  return read ? std::optional(static_cast<std::int64_t>(read->count())) : std::nullopt;
}

TEST_CASE("booleans are those of YAML 1.1, and stand without quotes") {
  for (const char* yes : {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"}) {
    CHECK(Of(ReadGoBool(Plain(yes))) == true);
    CHECK(Of(ReadGoBool(Quoted(yes))) == std::nullopt);
  }
  for (const char* no : {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"}) {
    CHECK(Of(ReadGoBool(Plain(no))) == false);
  }
  CHECK(Of(ReadGoBool({})) == false);
  for (const char* neither : {"tRUE", "1", "0", "t", "", "oui"}) CHECK(Of(ReadGoBool(Plain(neither))) == std::nullopt);
  CHECK(Of(ReadGoBool({.kind = ConfigNode::Kind::kList})) == std::nullopt);
}

TEST_CASE("numbers are Go's") {
  CHECK(Int("10") == 10);
  CHECK(Int("-3") == -3);
  CHECK(Int("+3") == 3);
  CHECK(Int("1_000") == 1000);
  CHECK(Int("0x1F") == 31);
  CHECK(Int("0b101") == 5);
  CHECK(Int("0o17") == 15);
  CHECK(Int("017") == 15);
  CHECK(Int("08") == 8);  // no octal number, and so a float
  CHECK(Int("2.9") == 2);
  CHECK(Int("1e3") == 1000);
  CHECK(Int("0") == 0);
  CHECK(Int("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  for (const char* none : {"", "many", "9223372036854775808", "1e30", "0x", "1h", "--1", "-", ".", "0xg", ".inf"}) {
    CAPTURE(none);
    CHECK(Int(none) == std::nullopt);
  }
  CHECK(Of(ReadGoInt(Quoted("10"))) == std::nullopt);
  CHECK(Of(ReadGoInt({})) == 0);
}

TEST_CASE("durations are Go's: a number alone is nanoseconds, and there are no days") {
  CHECK(Span("1s") == 1'000'000'000);
  CHECK(Span("1.5h") == 5'400'000'000'000);
  CHECK(Span("1h30m") == 5'400'000'000'000);
  CHECK(Span("300ms") == 300'000'000);
  CHECK(Span("1us1\u00b5s1\u03bcs1ns") == 3001);
  CHECK(Span(".5s") == 500'000'000);
  CHECK(Span("5.s") == 5'000'000'000);
  CHECK(Span("-1s") == -1'000'000'000);
  CHECK(Span("+1s") == 1'000'000'000);
  CHECK(Span("0") == 0);
  for (const char* none : {"", "1", "1d", "s", ".s", "1 s", "1s ", "1.2.3s", "1e3s", "--1s", "300000000h", "1S", "-"}) {
    CAPTURE(none);
    CHECK(Span(none) == std::nullopt);
  }
  CHECK(ReadGoDuration(Plain("10")).value == std::chrono::nanoseconds(10));
  CHECK(ReadGoDuration(Plain("1.5")).value == std::chrono::nanoseconds(1));
  CHECK(ReadGoDuration(Quoted("10")).problem != "");
  CHECK(ReadGoDuration(Quoted("10s")).value == std::chrono::seconds(10));
  CHECK(ReadGoDuration({}).value.count() == 0);
  CHECK(ReadGoDuration({.kind = ConfigNode::Kind::kMap}).problem == "must be a duration such as 1s, not a map");
}

}  // namespace
}  // namespace workspace_exporter
