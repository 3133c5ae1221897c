#include "workspace/session_time.h"

#include "base/iso_time.h"
#include "workspace/session.h"

namespace workspace_exporter {

std::optional<WallTime> ParseSessionTime(std::string_view text) {
  if (text.empty()) return kNoTime;
  const std::optional<WallTime> time = ParseIsoTime(text);
  return time && *time < WallTime() ? kNoTime : time;
}

}  // namespace workspace_exporter
