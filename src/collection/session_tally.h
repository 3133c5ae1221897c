#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "collection/listing.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

/// Sessions that are longer in a live state than this are overdue.
struct OverdueLimit {
  SessionState state = SessionState::kAppcInit;
  Milliseconds after = {};
};

struct TallyOptions {
  std::vector<SessionLabel> group_by = {};  ///< the labels, beside the state, that counts are told apart by
  std::vector<OverdueLimit> overdue = {};
  /// Which server groups are shown, by name; all where there is none. Called from one thread at a time.
  std::function<bool(std::string_view name)> group_is_shown = {};
};

/// Counts the sessions of two listings, either of which may be null, each session once by its newest record. Live
/// sessions come from the live listing, and from a later listing of every state; ended ones only where there is a
/// listing of every state. Sessions that started before a listing's window are left out, whichever way the API reads
/// the window. `now` is what ages are measured against.
SessionTally TallySessions(const Listing* live, const Listing* every_state, const TallyOptions& options, WallTime now);

}  // namespace workspace_exporter
