#pragma once

#include <cstdint>

#include "collection/listing.h"

namespace workspace_exporter {

/// Puts right a table that has been brought up to now while a full listing was read: what the listing has holds, but
/// for what has happened since the listing began.
Listing Reconcile(Listing table, const Listing& full);

/// How many ended sessions a full listing shows otherwise than the table that it replaces, although nothing that
/// happened after the table was made explains it.
std::uint64_t CountCorrections(const Listing& table, const Listing& full);

}  // namespace workspace_exporter
