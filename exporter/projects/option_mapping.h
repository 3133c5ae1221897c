#pragma once

#include <functional>
#include <optional>

#include "collection/collector.h"
#include "collection/listing_reader.h"
#include "config/options.h"
#include "metrics/session_families.h"

namespace workspace_exporter {

// What the parts of a project want to know of its options, which have been validated.

ListingOptions ToListingOptions(const ProjectOptions& options, ThreadBudget& threads);
CollectorOptions ToCollectorOptions(const ProjectOptions& options, std::function<std::optional<Quota>()> resync_share,
                                    CollectorCallbacks callbacks);
SessionFamilyOptions ToSessionFamilyOptions(const ProjectOptions& options);

}  // namespace workspace_exporter
