#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "landing/page_query.h"
#include "landing/project_status.h"

namespace workspace_exporter {

/// What the page says whatever the projects do.
struct LandingFrame {
  std::string version = {};
  std::string telemetry_path = {};
};

/// How many projects a page has, and how many rows the tables of one have together: with them, and names as long as the
/// API allows, a page stays under 30 kB compressed.
inline constexpr std::size_t kProjectsOnPage = 50;
inline constexpr std::size_t kGroupsOfProject = 50;
inline constexpr std::size_t kGroupsOnPage = 200;

/// A page for people who open the exporter in a browser: what it is, how its projects fare, and where to look on.
/// Projects in trouble come first. Whatever comes from outside is escaped, nothing names a person, and nothing is
/// loaded from elsewhere: see LandingPolicy. `projects` is what `query` asks for: all, or the one that it names.
std::string LandingPage(const LandingFrame& frame, std::vector<ProjectStatus> projects, const PageQuery& query,
                        WallTime now);

}  // namespace workspace_exporter
