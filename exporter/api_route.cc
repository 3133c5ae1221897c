#include "exporter/api_route.h"

#include "http/http_date.h"

namespace workspace_exporter {

void ClockSkew::See(const Result<HttpResponse>& response, WallTime now) {
  if (!response) return;
  if (const auto date = ParseHttpDate(FindHeader(response->headers, "Date"))) {
    seconds_ = std::chrono::duration<double>(now - *date).count();
    is_known_ = true;
  }
}

RequestCounter::RequestCounter(const ApiRouteContext& context)
    : metrics_(context.metrics),
      clock_(context.clock),
      project_(context.project),
      operation_(context.operation),
      skew_(context.skew) {}

void RequestCounter::Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) {
  metrics_.Sent(project_, operation_, answer ? std::optional(answer->status) : std::nullopt, duration);
  skew_.See(answer, clock_.Now());
}

ApiRoute::ApiRoute(const ApiRouteContext& context, const Endpoint& endpoint, Quota own)
    : quota(own, context.clock, context.stop),
      connections(endpoint.origin, endpoint.tls, context.resolver, context.clock, context.stop,
                  {.user_agent = context.user_agent}),
      counter(context),
      counted(connections, counter, context.clock, context.stop),
      gate(counted, quota, context.clock, [&demand = context.demand] { return demand.IsThere(); }) {}

}  // namespace workspace_exporter
