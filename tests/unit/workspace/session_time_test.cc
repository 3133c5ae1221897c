#include "workspace/session_time.h"

#include <doctest/doctest.h>

#include "workspace/session.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

constexpr WallTime kMorning = sys_days(std::chrono::year(2024) / 2 / 27) + 3h + 47min + 51s;

TEST_CASE("every form of a time in the documentation is read") {
  CHECK(ParseSessionTime("2024-02-27T03:47:51Z") == kMorning);
  CHECK(ParseSessionTime("2024-02-27T03:47:51") == kMorning);
  CHECK(ParseSessionTime("2024-02-27 03:47:51") == kMorning);
  CHECK(ParseSessionTime("2024-02-27T11:47:51+08:00") == kMorning);
  CHECK(ParseSessionTime("2024-02-27T11:47:51+0800") == kMorning);
  CHECK(ParseSessionTime("2024-02-26T22:17:51-05:30") == kMorning);
  CHECK(ParseSessionTime("2024-02-27T03:47:51.182Z") == kMorning + 182ms);
  CHECK(ParseSessionTime("2024-02-27T03:47:51.1829999Z") == kMorning + 182ms);
  CHECK(ParseSessionTime("2024-02-27T03:47:51.5") == kMorning + 500ms);
  CHECK(ParseSessionTime("2024-02-29 00:00:00") == sys_days(std::chrono::year(2024) / 2 / 29));
}

TEST_CASE("no time and a time before 1970 are absent") {
  CHECK(ParseSessionTime("") == kNoTime);
  CHECK(ParseSessionTime("0001-01-01 00:00:00") == kNoTime);
  CHECK(ParseSessionTime("0001-01-01T00:00:00Z") == kNoTime);
  CHECK(ParseSessionTime("1969-12-31T23:59:59Z") == kNoTime);
  CHECK(ParseSessionTime("1970-01-01T00:00:00Z") == WallTime(0ms));
}

TEST_CASE("what is no time is told from an absent one") {
  for (const char* text :
       {"yesterday", "2024-02-27", "2024-02-27T03:47", "2024-02-30T00:00:00Z", "2024-13-01T00:00:00Z",
        "2024-02-27T24:00:00Z", "2024-02-27T03:47:51.Z", "2024-02-27T03:47:51Zjunk", "2024-02-27T03:47:51+25:00",
        "2024-02-27T03:47:51+8", "-024-02-27T03:47:51Z", "2024-02-27T-3:47:51Z", "1709005671", " "}) {
    CAPTURE(text);
    CHECK_FALSE(ParseSessionTime(text));
  }
}

}  // namespace
}  // namespace workspace_exporter
