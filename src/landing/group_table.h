#pragma once

#include <cstddef>
#include <string>

#include "landing/page_query.h"
#include "landing/project_status.h"

namespace workspace_exporter {

/// The server groups of a project as a table, `most` of them at a time, whose heads are links that sort it. `query` is
/// the page that it is on: where that is of one project alone, it says which of them, and a line under the table leads
/// to the others; else to that page. Where `most` is 0 there is that line alone. Empty where there are no groups, or no
/// figures.
std::string GroupTable(const ProjectStatus& status, std::size_t most, const PageQuery& query);

}  // namespace workspace_exporter
