#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "collection/collector.h"
#include "collection/listing_reader.h"
#include "config/options.h"
#include "metrics/session_families.h"

namespace workspace_exporter {

// What the parts of a project want to know of its options, which have been validated.

ListingOptions ToListingOptions(const ProjectOptions& options);
CollectorOptions ToCollectorOptions(const ProjectOptions& options,
                                    std::function<void(const SessionEvents&)> count_events,
                                    std::function<void(std::uint64_t)> count_corrections,
                                    std::function<std::optional<Quota>()> resync_share);
SessionFamilyOptions ToSessionFamilyOptions(const ProjectOptions& options);

}  // namespace workspace_exporter
