#include "http/request_gate.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "http/error_answer.h"

namespace workspace_exporter {

RequestGate::RequestGate(HttpTransport& inner, const Clock& clock, std::function<bool()> is_wanted)
    : inner_(inner), clock_(clock), is_wanted_(std::move(is_wanted)) {}

Result<HttpResponse> RequestGate::Send(const HttpRequest& request, Deadline deadline) {
  if (!is_wanted_()) return Error{ErrorKind::kCancelled, "nobody has scraped for five minutes"};
  {
    const std::lock_guard lock(mutex_);
    const auto left = std::chrono::ceil<std::chrono::seconds>(closed_until_ - clock_.SteadyNow());
    if (left.count() > 0) {
      return Error{ErrorKind::kThrottled, fmt::format("throttled: no request for another {} s", left.count())};
    }
  }
  Result<HttpResponse> response = inner_.Send(request, deadline);
  if (response && response->status == 429) {
    const Error error = ErrorFromAnswer(*response, clock_.Now());
    const std::lock_guard lock(mutex_);
    closed_until_ = std::max(closed_until_, clock_.SteadyNow() + error.retry_after.value_or(Milliseconds(0)));
  }
  return response;
}

}  // namespace workspace_exporter
