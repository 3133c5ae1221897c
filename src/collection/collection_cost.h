#pragma once

#include <cstddef>
#include <cstdint>

#include "base/clock.h"

namespace workspace_exporter {

/// What collections cost in requests, for the sessions of a listing and rows a page.

/// Whether bringing a list of so many up to now takes no fewer requests than reading it again.
bool IsNoDearerInFull(std::uint64_t sessions, std::uint32_t page_size);

/// How many windows an update may read for the records of sessions that have left, beside so many live ones.
std::size_t FetchesAtMost(std::uint64_t live, std::uint32_t page_size);

/// About how many requests a collection takes, where no full listing is due. `resync_interval` as in ResyncOptions.
std::uint64_t UsualRequests(Milliseconds resync_interval, std::uint32_t page_size, std::uint64_t live,
                            std::uint64_t every);

}  // namespace workspace_exporter
