#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "collection/snapshot.h"
#include "metrics/family_set.h"
#include "metrics/series_folder.h"

namespace workspace_exporter {

/// The gauges of one project that tell how many users have a live session, and on how many servers. Not thread-safe.
class GroupUse final {
 public:
  GroupUse(std::size_t limit, Milliseconds retention);

  /// Takes in a new snapshot.
  void See(const SessionTally& tally, SteadyTime now);
  void AddTo(FamilySet& families, const std::string& project) const;

 private:
  using Hashes = std::vector<std::uint64_t>;  // distinct, in order

  SeriesFolder user_folder_;
  SeriesFolder server_folder_;
  std::map<Series, Hashes> users_of_group_;
  std::map<Series, Hashes> servers_of_group_;
  std::uint64_t users_ = 0;
};

}  // namespace workspace_exporter
