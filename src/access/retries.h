#pragma once

#include <functional>
#include <string>

#include "access/access_context.h"
#include "http/retry.h"

namespace workspace_exporter {

/// How requests of a project and operation are tried again: counted. `project` is asked each time.
RetryContext Retries(const AccessContext& context, std::function<std::string()> project, std::string operation);

}  // namespace workspace_exporter
