#pragma once

#include <string>

#include "exporter/project_set.h"

namespace workspace_exporter {

/// A page for people who open the exporter in a browser: what it is, how its projects fare, and where to look on.
/// Everything that comes from outside is escaped; there is no personal data on it, and nothing is loaded from
/// elsewhere.
std::string LandingPage(const std::string& version, const std::string& telemetry_path, const ProjectList& projects,
                        SteadyTime now);

}  // namespace workspace_exporter
