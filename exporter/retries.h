#pragma once

#include <string>

#include "exporter/project_context.h"
#include "http/retry.h"

namespace workspace_exporter {

/// How requests of a project and operation are tried again: counted.
RetryContext Retries(const ProjectContext& context, std::string project, std::string operation);

}  // namespace workspace_exporter
