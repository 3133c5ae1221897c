#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "collection/session_tally.h"
#include "collection/snapshot_source.h"
#include "metrics/family_set.h"
#include "metrics/group_ages.h"
#include "metrics/group_use.h"
#include "metrics/sessions_gauge.h"

namespace workspace_exporter {

struct SessionFamilyOptions {
  std::string project;                      ///< value of the label
  std::vector<SessionLabel> group_by = {};  ///< labels of the sessions gauge beside project and session_state
  std::vector<OverdueLimit> overdue = {};
  std::size_t series_limit = 5000;  ///< of each family; see SeriesFolder
  Milliseconds series_retention = {};
};

/// Shows the sessions of one project. Thread-safe.
class SessionFamilies final {
 public:
  explicit SessionFamilies(SessionFamilyOptions options);

  /// Adds nothing of a listing that is not there or is older than `max_staleness`.
  void AddTo(FamilySet& families, const ProjectView& view, SteadyTime now, Milliseconds max_staleness);

 private:
  const SessionFamilyOptions options_;
  std::mutex mutex_;
  SessionsGauge sessions_;
  GroupAges ages_;
  GroupUse use_;
  std::shared_ptr<const SessionTally> last_seen_;
};

}  // namespace workspace_exporter
