#include "exporter/api_route.h"

#include <utility>

namespace workspace_exporter {

RequestCounter::RequestCounter(const ApiRouteContext& context)
    : metrics_(context.metrics),
      clock_(context.clock),
      project_(context.project),
      operation_(context.operation),
      skew_(context.skew) {
  metrics_.MayCome(project_(), operation_);
}

void RequestCounter::Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) {
  metrics_.Sent(project_(), operation_, answer ? std::optional(answer->status) : std::nullopt, duration);
  skew_.See(answer, clock_.Now());
}

ApiRoute::ApiRoute(const ApiRouteContext& context, std::shared_ptr<HttpTransport> given, RequestQuota& quota)
    : connections(std::move(given)),
      counter(context),
      counted(*connections, counter, context.clock, context.stop),
      gate(counted, quota, context.clock, context.is_wanted) {}

}  // namespace workspace_exporter
