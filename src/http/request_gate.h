#pragma once

#include <functional>

#include "base/clock.h"
#include "http/request_quota.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Lets requests through only while they are wanted, and as the quota of their sign-in identity allows. Thread-safe.
class RequestGate final : public HttpTransport {
 public:
  /// All outlive it.
  RequestGate(HttpTransport& inner, RequestQuota& quota, const Clock& clock, std::function<bool()> is_wanted);

  /// Waits for the quota first; the deadline is moved by that time, as it is for the request itself. kCancelled, and
  /// nothing sent, when nobody wants the answer; kThrottled, and nothing sent, before the time that the last throttling
  /// answer named has passed.
  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  HttpTransport& inner_;
  RequestQuota& quota_;
  const Clock& clock_;
  const std::function<bool()> is_wanted_;
};

}  // namespace workspace_exporter
