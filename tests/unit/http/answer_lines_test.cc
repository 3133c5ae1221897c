#include "http/answer_lines.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a status has three digits of which the first says its class") {
  for (const int status : {100, 200, 404, 599}) {
    const auto line = ReadStatusLine("HTTP/1.1 " + std::to_string(status) + " Why");
    REQUIRE(line);
    CHECK(line->status == status);
    CHECK(line->is_http11);
  }
  CHECK(ReadStatusLine("HTTP/1.1 204"));
  CHECK_FALSE(ReadStatusLine("HTTP/1.0 200 OK")->is_http11);
  for (const char* line :
       {"", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 010 X", "HTTP/1.1 600 X", "HTTP/1.1 2000",
        "HTTP/1.1  200", "HTTP/1.1 -20", "HTTP/2 200 OK", "http/1.1 200 OK", " HTTP/1.1 200 OK", "ICY 200 OK"}) {
    CAPTURE(line);
    CHECK_FALSE(ReadStatusLine(line));
  }
}

TEST_CASE("every status below 200 but 101 is of an interim answer") {
  for (const int status : {100, 102, 103, 199}) CHECK(IsInterim(status));
  for (const int status : {101, 200, 304}) CHECK_FALSE(IsInterim(status));
}

TEST_CASE("a field is a name, a colon, and a value without the blanks around it") {
  CHECK(ReadField("A:b")->first == "A");
  CHECK(ReadField("A: \tb c: d \t")->second == "b c: d");
  CHECK(ReadField("A:")->second.empty());
  for (const char* line : {"", "A", ":b", "A : b", " A: b", "A B: c", "\x80: b"}) {
    CAPTURE(line);
    CHECK_FALSE(ReadField(line));
  }
}

TEST_CASE("the size of a chunk is hexadecimal, and what extensions say does not matter") {
  CHECK(ReadChunkSize("0") == 0U);
  CHECK(ReadChunkSize("1aF") == 0x1afU);
  CHECK(ReadChunkSize("00000000000000000003 ; a=b;c=\"d\"") == 3U);
  CHECK(ReadChunkSize("5;") == 5U);
  for (const char* line : {"", ";a", "-1", "+1", "0x1", "1 2", "g", "1g", "fffffffffffffffff"}) {
    CAPTURE(line);
    CHECK_FALSE(ReadChunkSize(line));
  }
}

}  // namespace
}  // namespace workspace_exporter
