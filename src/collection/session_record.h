#pragma once

#include <cstdint>
#include <limits>

#include "collection/label_pool.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// What is kept of a row of a listing: 72 bytes, so that 100,000 sessions are some 7 MB.
struct SessionRecord {
  SessionKey key = {};
  SessionTimes times = {};
  std::uint64_t user = 0;    ///< as in SessionRow
  std::uint64_t server = 0;  ///< as in SessionRow
  std::uint32_t order = 0;   ///< when it was read: greater is later
  LabelPool::Index labels = 0;
  std::uint32_t duration = kNoDuration;  ///< milliseconds from start to end
  SessionState state = SessionState::kOther;
  bool assumed = false;  ///< it has left the live listing, and its row as it is now has not been read yet

  static constexpr std::uint32_t kNoDuration = std::numeric_limits<std::uint32_t>::max();
};

/// Two readings of a row that has not changed in between.
bool SameRow(const SessionRecord& a, const SessionRecord& b);

/// The record of a row, its labels kept in the pool; `order` as in SessionRecord.
SessionRecord RecordOf(const SessionRow& row, LabelPool& labels, std::uint32_t order);

/// Which of two records of one session holds: the one with the greater last_update_status_time; else the ended one;
/// else the one read later. True if `a` does.
bool Outdates(const SessionRecord& a, const SessionRecord& b);

/// Since when the session counts: its start, else its pre-connection, else (kNoTime) as if it had just started.
WallTime CountsFrom(const SessionTimes& times);
/// Since when it is in its state: last_update_status_time, else as CountsFrom.
WallTime InStateSince(const SessionTimes& times);

}  // namespace workspace_exporter
