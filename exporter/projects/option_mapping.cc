#include "exporter/projects/option_mapping.h"

#include <algorithm>
#include <memory>

#include <re2/re2.h>

namespace workspace_exporter {
namespace {

/// The labels of the sessions gauge beside project and session_state.
std::vector<SessionLabel> GroupBy(const ProjectOptions& options) {
  std::vector<SessionLabel> labels;
  for (const std::string& name : options.group_by) {
    if (const auto label = ParseSessionLabel(name)) labels.push_back(*label);
    if (name == "server_group") labels.push_back(SessionLabel::kServerGroupId);
  }
  return labels;
}

std::vector<OverdueLimit> Overdue(const ProjectOptions& options) {
  std::vector<OverdueLimit> limits;
  for (const OverdueAfter& limit : options.overdue) limits.push_back({ParseSessionState(limit.state), limit.after});
  return limits;
}

std::function<bool(std::string_view)> GroupFilter(const ProjectOptions& options) {
  const auto compile = [](const std::string& pattern) {
    return pattern.empty() ? nullptr : std::make_shared<const RE2>(pattern);
  };
  const auto include = compile(options.server_group_include);
  const auto exclude = compile(options.server_group_exclude);
  if (include == nullptr && exclude == nullptr) return {};
  return [include, exclude](std::string_view name) {
    const re2::StringPiece text(name.data(), name.size());
    return (include == nullptr || RE2::FullMatch(text, *include)) &&
           (exclude == nullptr || !RE2::FullMatch(text, *exclude));
  };
}

}  // namespace

ListingOptions ToListingOptions(const ProjectOptions& options, ThreadBudget& threads) {
  std::vector<SessionLabel> kept = GroupBy(options);
  for (const SessionLabel label : {SessionLabel::kServerGroup, SessionLabel::kServerGroupId, SessionLabel::kClientType,
                                   SessionLabel::kFailedCode}) {
    if (std::ranges::find(kept, label) == kept.end()) kept.push_back(label);
  }
  return {.page_size = static_cast<std::uint32_t>(options.page_size),
          .concurrency = static_cast<std::uint32_t>(options.concurrency),
          .kept_labels = std::move(kept),
          .threads = &threads};
}

CollectorOptions ToCollectorOptions(const ProjectOptions& options, std::function<std::optional<Quota>()> resync_share,
                                    CollectorCallbacks callbacks) {
  return {.lookback = options.lookback,
          .live_lookback = options.live_lookback,
          .server_group_id = options.app_server_group_id,
          .resync = {.interval = options.resync_interval, .share = std::move(resync_share)},
          .tally = {.group_by = GroupBy(options), .overdue = Overdue(options), .group_is_shown = GroupFilter(options)},
          .callbacks = std::move(callbacks)};
}

SessionFamilyOptions ToSessionFamilyOptions(const ProjectOptions& options) {
  return {.project = options.name,
          .group_by = GroupBy(options),
          .overdue = Overdue(options),
          .series_limit = static_cast<std::size_t>(options.series_limit),
          .series_retention = options.series_retention};
}

}  // namespace workspace_exporter
