#pragma once

#include <array>
#include <map>
#include <optional>

#include "base/clock.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

/// Remembers which series a project has had, so that one whose last session has gone is still shown as 0 for a while:
/// rules and graphs then see it end. Not thread-safe.
class SeriesMemory final {
 public:
  /// When a combination of labels and state last had a session.
  using LastSeen = std::array<std::optional<SteadyTime>, kSessionStateCount>;

  explicit SeriesMemory(Milliseconds retention) : retention_(retention) {}

  /// Takes in what a snapshot shows, and forgets what has been gone for too long.
  void See(const SessionTally& tally, SteadyTime now);

  const std::map<LabelSet, LastSeen>& combinations() const { return combinations_; }
  const std::map<ServerGroup, SteadyTime>& groups() const { return groups_; }

 private:
  const Milliseconds retention_;
  std::map<LabelSet, LastSeen> combinations_;
  std::map<ServerGroup, SteadyTime> groups_;
};

}  // namespace workspace_exporter
