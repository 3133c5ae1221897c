#include "landing/project_status.h"

namespace workspace_exporter {
namespace {

bool IsRecent(const std::optional<std::chrono::seconds>& age, std::chrono::seconds limit) {
  return age && *age <= limit;
}

}  // namespace

ProjectHealth HealthOf(const ProjectStatus& status) {
  if (!status.up) return status.last_failure ? ProjectHealth::kFailing : ProjectHealth::kWaiting;
  const bool all_shown = IsShown(status, SessionState::kActive) && IsShown(status, SessionState::kSignedOut);
  return all_shown ? ProjectHealth::kUp : ProjectHealth::kStale;
}

bool IsShown(const ProjectStatus& status, SessionState state) {
  if (status.tally == nullptr) return false;
  return IsRecent(IsLive(state) ? status.live_age : status.ended_age, status.max_staleness);
}

}  // namespace workspace_exporter
