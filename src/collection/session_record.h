#pragma once

#include <cstdint>

#include "collection/label_pool.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// What is kept of a row of a listing: 56 bytes, so that 100,000 sessions are less than 6 MB.
struct SessionRecord {
  SessionKey key = {};
  SessionTimes times = {};
  std::uint32_t order = 0;  ///< when it was read: greater is later
  LabelPool::Index labels = 0;
  SessionState state = SessionState::kOther;
};

/// Two readings of a row that has not changed in between.
bool SameRow(const SessionRecord& a, const SessionRecord& b);

/// Which of two records of one session holds: the one with the greater last_update_status_time; else the ended one;
/// else the one read later. True if `a` does.
bool Outdates(const SessionRecord& a, const SessionRecord& b);

/// Since when the session counts: its start, else its pre-connection, else (kNoTime) as if it had just started.
WallTime CountsFrom(const SessionTimes& times);
/// Since when it is in its state: last_update_status_time, else as CountsFrom.
WallTime InStateSince(const SessionTimes& times);

}  // namespace workspace_exporter
