#include "workspace/session_time.h"

#include <fmt/format.h>

#include "base/iso_time.h"
#include "workspace/session.h"

namespace workspace_exporter {

std::optional<WallTime> ParseSessionTime(std::string_view text) {
  if (text.empty()) return kNoTime;
  const std::optional<WallTime> time = ParseIsoTime(text);
  return time && *time < WallTime() ? kNoTime : time;
}

std::string FormatQueryTime(WallTime time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()), clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

}  // namespace workspace_exporter
