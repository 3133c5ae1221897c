#include "http/observed_transport.h"

#include <utility>

namespace workspace_exporter {

ObservedTransport::ObservedTransport(HttpTransport& next, RequestObserver& observer, const Clock& clock,
                                     std::stop_token stop)
    : next_(next), observer_(observer), clock_(clock), stop_(std::move(stop)) {}

Result<HttpResponse> ObservedTransport::Send(const HttpRequest& request, Deadline deadline) {
  if (stop_.stop_requested() || deadline.Passed(clock_)) return next_.Send(request, deadline);
  const SteadyTime begun = clock_.SteadyNow();
  auto answer = next_.Send(request, deadline);
  observer_.Sent(answer, clock_.SteadyNow() - begun);
  return answer;
}

}  // namespace workspace_exporter
