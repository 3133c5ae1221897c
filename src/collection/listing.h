#pragma once

#include <vector>

#include "base/clock.h"
#include "collection/label_pool.h"
#include "collection/page_chain.h"
#include "collection/session_record.h"
#include "workspace/list_query.h"

namespace workspace_exporter {

/// A whole list of sessions as it was read: never a part of one.
struct Listing {
  ListQuery query = {};
  LabelPool labels;
  std::vector<SessionRecord> records = {};  ///< each session once, in the order of the keys
  ListingProof proof = {};
  WallTime completed_at = kNoTime;
  SteadyTime completed = {};
  Milliseconds duration = {};

  WallTime BeganAt() const { return completed_at - duration; }
};

/// Whether there is a listing, and not too old to be shown.
inline bool IsFresh(const Listing* listing, SteadyTime now, Milliseconds max_staleness) {
  return listing != nullptr && now - listing->completed <= max_staleness;
}

}  // namespace workspace_exporter
