#pragma once

#include <functional>

#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Called after each request, from the thread that sent it, with what came of it and how long that took.
using RequestObserver = std::function<void(const Result<HttpResponse>&, Milliseconds took)>;

/// Tells of every request that goes through it. Thread-safe if the observer is.
class ObservedTransport final : public HttpTransport {
 public:
  ObservedTransport(HttpTransport& inner, const Clock& clock, RequestObserver observer);

  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  HttpTransport& inner_;
  const Clock& clock_;
  const RequestObserver observer_;
};

}  // namespace workspace_exporter
