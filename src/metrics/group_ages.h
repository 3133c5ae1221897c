#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "collection/session_tally.h"
#include "metrics/family_set.h"
#include "metrics/series_folder.h"

namespace workspace_exporter {

/// The gauges of one project that tell how old the live sessions of its server groups are, and how many are overdue.
/// Not thread-safe.
class GroupAges final {
 public:
  GroupAges(std::size_t limit, std::vector<OverdueLimit> overdue, Milliseconds retention);

  /// Takes in a new snapshot.
  void See(const SessionTally& tally, SteadyTime now);
  void AddTo(FamilySet& families, const std::string& project) const;

 private:
  /// Shows 0 for each group, of which there may be no more than of series either.
  void AddZeros(const SessionTally& tally, SteadyTime now);

  const std::vector<OverdueLimit> limits_;
  SeriesFolder start_folder_;
  SeriesFolder change_folder_;
  SeriesFolder overdue_folder_;
  SeriesFolder group_folder_;  ///< of groups, whether they have live sessions or not
  std::map<Series, WallTime> starts_;
  std::map<Series, WallTime> changes_;
  std::map<Series, std::uint64_t> overdue_;
};

}  // namespace workspace_exporter
