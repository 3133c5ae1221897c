#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "collection/snapshot.h"
#include "metrics/family_set.h"
#include "metrics/series_folder.h"

namespace workspace_exporter {

/// Which figures of a snapshot may be shown.
struct ShownListings {
  bool live = false;
  bool ended = false;
  bool Of(SessionState state) const { return IsLive(state) ? live : ended; }
};

/// The gauges sessions and sessions_folded of one project. Not thread-safe.
class SessionsGauge final {
 public:
  /// `labels`: those beside project and session_state.
  SessionsGauge(std::size_t limit, std::vector<SessionLabel> labels, Milliseconds retention);

  /// Takes in a new snapshot.
  void See(const SessionTally& tally, SteadyTime now);
  void AddTo(FamilySet& families, const std::string& project, ShownListings shown) const;

 private:
  void AddZeros(SteadyTime now);

  const std::vector<SessionLabel> labels_;
  SeriesFolder folder_;
  std::map<Series, std::uint64_t> rows_;
  std::array<std::uint64_t, kSessionStateCount> folded_ = {};  ///< sessions in series with _other, by state
};

}  // namespace workspace_exporter
