#include "http/http_date.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a date is written as RFC 9110 has it, and read back as the same second") {
  const std::chrono::sys_days day = std::chrono::year(1994) / 11 / 6;
  CHECK(FormatHttpDate(day + 8h + 49min + 37s) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(FormatHttpDate(day + 8h + 49min + 37s + 999ms) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(FormatHttpDate(std::chrono::sys_days(std::chrono::year(2024) / 2 / 29) + 24h - 1s) ==
        "Thu, 29 Feb 2024 23:59:59 GMT");
  CHECK(FormatHttpDate(WallTime()) == "Thu, 01 Jan 1970 00:00:00 GMT");
  for (int days = 0; days < 800; ++days) {
    const WallTime time = day + std::chrono::days(days) + days * 101s;
    CAPTURE(FormatHttpDate(time));
    CHECK(ParseHttpDate(FormatHttpDate(time)) == time);
  }
}

TEST_CASE("anything else is no date") {
  for (const char* text :
       {"", "Sun, 06 Nov 1994 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 32 Nov 1994 08:49:37 GMT"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseHttpDate(text));
  }
}

}  // namespace
}  // namespace workspace_exporter
