#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "collection/listing.h"

namespace workspace_exporter {

/// What `change` makes of each record of a listing, with room for so many more. Label sets that no record has any more
/// are left behind; the query, the proof and the times are the caller's to fill in.
Listing CopyOf(const Listing& listing, std::size_t room,
               const std::function<std::optional<SessionRecord>(const SessionRecord&)>& change);

/// Takes records of a listing that was read later into a table: into the place of those that they outdate, or anew.
/// `wanted` is told each record, and what the table has of its session, or null.
void TakeIn(Listing& table, const Listing& later,
            const std::function<bool(const SessionRecord& record, const SessionRecord* known)>& wanted);

}  // namespace workspace_exporter
