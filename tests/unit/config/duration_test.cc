#include "config/duration.h"

#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("a duration is read as Prometheus writes it") {
  const std::vector<std::pair<const char*, Milliseconds>> cases = {
      {"0", Milliseconds(0)},
      {"0s", Milliseconds(0)},
      {"500ms", Milliseconds(500)},
      {"90s", seconds(90)},
      {"5m", minutes(5)},
      {"1h30m", minutes(90)},
      {"6d12h", hours(156)},
      {"1w", days(7)},
      {"1y", days(365)},
      {"1y2w3d4h5m6s7ms", days(382) + hours(4) + minutes(5) + seconds(6) + Milliseconds(7)},
      {"007s", seconds(7)},
  };
  for (const auto& each : cases) {
    CAPTURE(each.first);
    CHECK(ParseDuration(each.first) == each.second);
  }
}

TEST_CASE("what Prometheus does not take for a duration is none") {
  for (const char* text : {"",  "banana", "5",    "00", "1.5h", "-5m",   "+5m",  " 5m", "5m ",  "5 m",
                           "m", "30m1h",  "1h1h", "5M", "5min", "1ms1s", "1h30", "1us", "5m\n", "0x5s"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseDuration(text));
  }
}

TEST_CASE("a duration beyond 64 bits of nanoseconds is none") {
  CHECK(ParseDuration("9223372036854ms") == Milliseconds(9223372036854));
  for (const char* text : {"9223372036855ms", "293y", "292y365d", "99999999999999999999s", "9223372036854775807y"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseDuration(text));
  }
}

TEST_CASE("a duration is printed as Prometheus prints it, and reads back") {
  const std::vector<std::pair<Milliseconds, const char*>> cases = {
      {Milliseconds(0), "0s"}, {Milliseconds(500), "500ms"},
      {seconds(90), "1m30s"},  {minutes(90), "1h30m"},
      {hours(24), "1d"},       {days(7), "1w"},
      {days(8), "8d"},         {hours(156), "6d12h"},
      {days(365), "1y"},       {days(366), "366d"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.second);
    CHECK(FormatDuration(each.first) == each.second);
    CHECK(ParseDuration(each.second) == each.first);
  }
  CHECK(FormatDuration(seconds(-90)) == "-1m30s");
}

}  // namespace
}  // namespace workspace_exporter
