#include "exporter/projects/describe_project.h"

#include <algorithm>

#include "exporter/projects/check_hints.h"

namespace workspace_exporter {
namespace {

using std::chrono::seconds;

seconds Since(SteadyTime then, SteadyTime now) { return std::chrono::floor<seconds>(now - then); }

std::optional<seconds> AgeOf(const Listing* listing, SteadyTime now) {
  return listing == nullptr ? std::nullopt : std::optional(Since(listing->completed, now));
}

}  // namespace

ProjectStatus DescribeProject(const ProjectOptions& options, const ProjectView& view,
                              const CollectionProgress& progress, Milliseconds max_staleness, SteadyTime now) {
  ProjectStatus status = {
      .name = options.name,
      .up = view.up,
      .collecting = view.collecting,
      .pages_read = progress.pages_read,
      .pages_planned = progress.pages_planned,
      .live_age = AgeOf(view.snapshot.live.get(), now),
      .ended_age = AgeOf(view.snapshot.every_state.get(), now),
      .max_staleness = std::chrono::floor<seconds>(max_staleness),
      .tally = view.snapshot.tally,
      .by_group = std::ranges::find(options.group_by, Name(SessionLabel::kServerGroup)) != options.group_by.end()};
  if (view.last_failure) {
    const auto& [error, at] = *view.last_failure;
    status.last_failure =
        FailureInWords{.message = error.message, .hint = std::string(HintAt(error, options)), .ago = Since(at, now)};
  }
  return status;
}

}  // namespace workspace_exporter
