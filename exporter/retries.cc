#include "exporter/retries.h"

#include <utility>

namespace workspace_exporter {

RetryContext Retries(const ProjectContext& context, std::string project, std::string operation) {
  context.metrics.MayBeRetried(project, operation);
  return {.clock = context.clock,
          .deadline = {},  // each try has its own, and a listing none
          .stop = context.stop,
          .random = context.random,
          .on_retry = [&metrics = context.metrics, project = std::move(project), operation = std::move(operation)](
                          const Error& /*error*/) { metrics.Retried(project, operation); }};
}

}  // namespace workspace_exporter
