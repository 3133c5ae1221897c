#include "access/retries.h"

#include <utility>

namespace workspace_exporter {

RetryContext Retries(const AccessContext& context, std::function<std::string()> project, std::string operation) {
  return {.clock = context.clock,
          .deadline = {},  // each try has its own, and a listing none
          .stop = context.stop,
          .random = context.random,
          .on_retry = [&observer = context.observer, project = std::move(project), operation = std::move(operation)](
                          const Error& /*error*/) { observer.Retried(project(), operation); }};
}

}  // namespace workspace_exporter
