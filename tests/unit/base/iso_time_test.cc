#include "base/iso_time.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a time is written in UTC with milliseconds, and read back") {
  const WallTime time =
      std::chrono::sys_days(std::chrono::year(2024) / 2 / 27) + std::chrono::hours(3) + Milliseconds(182);
  CHECK(FormatIsoTime(time) == "2024-02-27T03:00:00.182Z");
  CHECK(ParseIsoTime(FormatIsoTime(time)) == time);
}

TEST_CASE("an empty text is no time, and a time may be before 1970") {
  CHECK_FALSE(ParseIsoTime(""));
  CHECK(ParseIsoTime("1969-12-31T23:59:59Z") == WallTime(Milliseconds(-1000)));
}

}  // namespace
}  // namespace workspace_exporter
