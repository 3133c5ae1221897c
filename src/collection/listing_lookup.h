#pragma once

#include "base/clock.h"
#include "collection/listing.h"

namespace workspace_exporter {

/// By how much the API may be late to list a session, by the session's own start.
inline constexpr std::chrono::minutes kListedAfter(2);
/// A window reaches so far beyond the starts that it is for: nobody says whether its bounds are part of it.
inline constexpr std::chrono::seconds kBesideWindow(1);

/// Null where the listing does not have the session.
const SessionRecord* FindRecord(const Listing& listing, const SessionKey& key);

/// False for a session without a start.
bool StartedSince(const SessionRecord& record, WallTime since);

/// From which start on a listing may not have every session: by our clock when it began, and by the starts that it has,
/// in case the API's clock is behind. kNoTime where it has no start.
WallTime KnownUntil(const Listing& listing);

}  // namespace workspace_exporter
