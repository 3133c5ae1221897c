#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "collection/session_events.h"
#include "metrics/family_set.h"
#include "metrics/growing_series.h"

namespace workspace_exporter {

struct SessionCounterOptions {
  std::string project;              ///< value of the label
  std::size_t series_limit = 5000;  ///< of each family; see SeriesFolder
};

/// Counts what happens to the sessions of one project: its counters and histograms. Thread-safe.
class SessionCounters final {
 public:
  explicit SessionCounters(SessionCounterOptions options);

  /// What happened since the last snapshot.
  void Count(const SessionEvents& events, SteadyTime now);
  /// Adds nothing before the first call of Count.
  void AddTo(FamilySet& families) const;

 private:
  const SessionCounterOptions options_;
  mutable std::mutex mutex_;
  bool counts_ = false;
  GrowingCounters started_;
  GrowingCounters ended_;
  GrowingCounters failed_;
  GrowingHistograms durations_;
  GrowingHistograms connect_times_;
  std::uint64_t connect_outliers_ = 0;
};

}  // namespace workspace_exporter
