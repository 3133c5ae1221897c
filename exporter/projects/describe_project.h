#pragma once

#include "collection/progress.h"
#include "collection/snapshot_source.h"
#include "config/options.h"
#include "landing/project_status.h"

namespace workspace_exporter {

/// What the landing page tells of a project.
ProjectStatus DescribeProject(const ProjectOptions& options, const ProjectView& view,
                              const CollectionProgress& progress, Milliseconds max_staleness, SteadyTime now);

}  // namespace workspace_exporter
