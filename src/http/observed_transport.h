#pragma once

#include <chrono>
#include <stop_token>

#include "http/transport.h"

namespace workspace_exporter {

/// Told of every request that was sent. Thread-safe.
class RequestObserver {
 public:
  virtual ~RequestObserver() = default;

  /// After the answer or the error, and how long it took.
  virtual void Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) = 0;
};

/// Tells an observer of what goes through another transport; not of a request that came too late to be sent at all.
class ObservedTransport final : public HttpTransport {
 public:
  /// `stop` is that of the transport below. All outlive it.
  ObservedTransport(HttpTransport& next, RequestObserver& observer, const Clock& clock, std::stop_token stop);

  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  HttpTransport& next_;
  RequestObserver& observer_;
  const Clock& clock_;
  const std::stop_token stop_;
};

}  // namespace workspace_exporter
