#pragma once

#include <string>

#include "landing/project_status.h"

namespace workspace_exporter {

/// A project's sessions by state: a bar, for the eye, and under it the figures that it stands for. A state whose
/// figures are not there has a dash. States that the API does not document are named only where there are some.
std::string StateBar(const ProjectStatus& status);

}  // namespace workspace_exporter
