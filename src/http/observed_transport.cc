#include "http/observed_transport.h"

#include <utility>

namespace workspace_exporter {

ObservedTransport::ObservedTransport(HttpTransport& inner, const Clock& clock, RequestObserver observer)
    : inner_(inner), clock_(clock), observer_(std::move(observer)) {}

Result<HttpResponse> ObservedTransport::Send(const HttpRequest& request, Deadline deadline) {
  const SteadyTime began = clock_.SteadyNow();
  Result<HttpResponse> response = inner_.Send(request, deadline);
  observer_(response, std::chrono::round<Milliseconds>(clock_.SteadyNow() - began));
  return response;
}

}  // namespace workspace_exporter
