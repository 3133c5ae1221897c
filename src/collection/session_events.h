#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "collection/session_tally.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

/// What happened to sessions whose labels are alike.
struct EventCounts {
  std::uint64_t started = 0;                     ///< seen for the first time
  std::uint64_t ended = 0;                       ///< seen to reach SignedOut
  std::uint64_t failed = 0;                      ///< seen to reach InitFail
  std::vector<std::uint32_t> durations = {};     ///< of ended sessions, from start to end, in milliseconds
  std::vector<std::int64_t> connect_times = {};  ///< from pre-connection to start, in milliseconds; may be any number
};

/// What happened between two snapshots, by server group, its id, client type and failed_code. Label sets to which
/// nothing happened are there as well, so that what counts events can show that there were none.
using SessionEvents = std::map<LabelSet, EventCounts>;

/// Compares two snapshots with both listings; each session counts once for each thing that happened to it, however
/// often it was read. A session seen first when it had ended counts as started as well. One that started before what
/// the listing of ended sessions shows has ended when it is no longer live; its duration is not known. Where `before`
/// has no listings, `after` is where counting begins: nothing has happened yet.
SessionEvents FindEvents(const Snapshot& before, const Snapshot& after, const TallyOptions& options);

}  // namespace workspace_exporter
