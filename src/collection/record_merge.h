#pragma once

#include <functional>

#include "collection/listing.h"

namespace workspace_exporter {

/// Calls `use` once for each session of two listings that is to be counted, with the record that holds and the listing
/// it comes from. Either listing may be null. See TallySessions for which sessions those are.
void ForEachCountedSession(const Listing* live, const Listing* ended,
                           const std::function<void(const Listing&, const SessionRecord&)>& use);

}  // namespace workspace_exporter
