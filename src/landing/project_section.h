#pragma once

#include <cstddef>
#include <string>

#include "landing/page_query.h"
#include "landing/project_status.h"

namespace workspace_exporter {

/// A project on the landing page: how it fares, its sessions by state, what went wrong last, and up to `most_groups`
/// of its server groups; see GroupTable for `query`.
std::string ProjectSection(const ProjectStatus& status, std::size_t most_groups, const PageQuery& query);

}  // namespace workspace_exporter
