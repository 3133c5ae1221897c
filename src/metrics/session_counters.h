#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "collection/session_events.h"
#include "metrics/edition.h"
#include "metrics/family_set.h"
#include "metrics/growing_series.h"

namespace workspace_exporter {

struct SessionCounterOptions {
  std::string project;              ///< value of the label
  std::size_t series_limit = 5000;  ///< of each family; see SeriesFolder
  /// The number of the last page that the project was on, 0 where there was none.
  std::function<std::uint64_t()> last_edition = {};
};

/// Counts what happens to the sessions of one project: its counters and histograms. Thread-safe.
class SessionCounters final {
 public:
  explicit SessionCounters(SessionCounterOptions options);

  /// What happened since the last snapshot.
  void Count(const SessionEvents& events, SteadyTime now);
  /// Adds nothing before the first call of Count.
  void AddTo(FamilySet& families, const Edition& edition);

 private:
  const SessionCounterOptions options_;
  std::mutex mutex_;
  bool counts_ = false;
  GrowingCounters started_;
  GrowingCounters ended_;
  GrowingCounters failed_;
  GrowingHistograms durations_;
  GrowingHistograms connect_times_;
  GrowingCounters connect_outliers_;
};

}  // namespace workspace_exporter
