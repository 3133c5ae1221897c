#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Lets requests through only while they are wanted, and while the API has not said to wait. Every request of one
/// sign-in identity goes through one gate, since the API throttles the identity. Thread-safe.
class RequestGate final : public HttpTransport {
 public:
  RequestGate(HttpTransport& inner, const Clock& clock, std::function<bool()> is_wanted);

  /// kCancelled, and nothing sent, when nobody wants the answer; kThrottled, and nothing sent, before the time that
  /// the last throttling answer named has passed.
  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  HttpTransport& inner_;
  const Clock& clock_;
  const std::function<bool()> is_wanted_;
  std::mutex mutex_;
  SteadyTime closed_until_ = {};
};

}  // namespace workspace_exporter
