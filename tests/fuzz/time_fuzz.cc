// A time as the cloud writes it.

#include "base/iso_time.h"
#include "target.h"
#include "workspace/session.h"
#include "workspace/session_time.h"

namespace workspace_exporter {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr WallTime kFirst(sys_days(year(0) / 1 / 1));
constexpr WallTime kLast(sys_days(year(10000) / 1 / 1));

}  // namespace

void Fuzz(std::string_view input) {
  const std::optional<WallTime> time = ParseIsoTime(input);
  const std::optional<WallTime> of_session = ParseSessionTime(input);
  Require(of_session.has_value() == (time || input.empty()), "a session's time is a time, or none is given");
  if (!time) return;
  Require(*of_session == (*time < WallTime() ? kNoTime : *time), "a session's time is the same, or before 1970");
  Require(*time > kFirst - days(1) && *time <= kLast + days(1), "a year of four digits, but for the zone");
  Require(input.size() >= 19, "a date and a time of day");
  if (*time < kFirst || *time >= kLast) return;
  const std::string written = FormatIsoTime(*time);
  Require(written.size() == 24 && ParseIsoTime(written) == time, "the same when written anew");
  const bool is_shifted = input.size() > 19 || input[17] == '6';  // by a zone, or a leap second
  Require(is_shifted || input.substr(0, 10) == written.substr(0, 10), "the day that was sent");
}

}  // namespace workspace_exporter
