#pragma once

#include <string>

#include "base/clock.h"
#include "collection/progress.h"
#include "collection/snapshot_source.h"
#include "metrics/family_set.h"

namespace workspace_exporter {

struct CollectionFamilyOptions {
  std::string project;  ///< value of the label
  Milliseconds lookback = {};
  Milliseconds live_lookback = {};
  Milliseconds max_staleness = {};  ///< in force
  Milliseconds period = {};         ///< between the beginnings of two collections, at least
};

/// Shows how the collections of one project fare: whether the last one succeeded, how old the figures are, the proof
/// that they are whole, and the progress of the one under way.
void AddCollectionFamilies(FamilySet& families, const CollectionFamilyOptions& options, const ProjectView& view,
                           const CollectionProgress& progress);

}  // namespace workspace_exporter
