#include "metrics/series_memory.h"

#include <algorithm>
#include <iterator>

namespace workspace_exporter {

void SeriesMemory::See(const SessionTally& tally, SteadyTime now) {
  for (const SessionCount& count : tally.counts) {
    LastSeen& seen = combinations_[count.labels];
    for (std::size_t state = 0; state < kSessionStateCount; ++state) {
      if (count.by_state[state] > 0) seen[state] = now;
    }
  }
  for (const ServerGroupAges& ages : tally.groups) groups_[ages.group] = now;

  const auto is_gone = [&](const std::optional<SteadyTime>& last) { return last && now - *last > retention_; };
  for (auto combination = combinations_.begin(); combination != combinations_.end();) {
    LastSeen& seen = combination->second;
    std::ranges::replace_if(seen, is_gone, std::nullopt);
    const bool is_seen = std::ranges::any_of(seen, [](const auto& last) { return last.has_value(); });
    combination = is_seen ? std::next(combination) : combinations_.erase(combination);
  }
  std::erase_if(groups_, [&](const auto& group) { return is_gone(group.second); });
}

}  // namespace workspace_exporter
