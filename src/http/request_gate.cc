#include "http/request_gate.h"

#include <utility>

#include "base/fault_barrier.h"
#include "http/error_answer.h"

namespace workspace_exporter {

RequestGate::RequestGate(HttpTransport& inner, RequestQuota& quota, const Clock& clock, std::function<bool()> is_wanted)
    : inner_(inner), quota_(quota), clock_(clock), is_wanted_(std::move(is_wanted)) {}

Result<HttpResponse> RequestGate::Send(const HttpRequest& request, Deadline deadline) {
  const Milliseconds time = deadline.Remaining(clock_);
  if (Result<Done> may_send = quota_.Begin(); !may_send) return std::move(may_send).error();
  if (!is_wanted_()) {
    quota_.End(/*sent=*/false);
    return Error{ErrorKind::kCancelled, "nobody has scraped for five minutes"};
  }
  // Whatever becomes of it, the quota learns that it has ended.
  Result<HttpResponse> response = WithoutThrowing(ErrorKind::kNetwork, [&] {
    return inner_.Send(request, time == Milliseconds::max() ? Deadline() : Deadline::In(clock_, time));
  });
  quota_.End(/*sent=*/true);
  if (response && response->status == 429) {
    const Error error = ErrorFromAnswer(*response, clock_.Now());
    quota_.Refused(QuotaFromMessage(ParseErrorAnswer(*response).message), error.retry_after.value_or(Milliseconds(0)));
  }
  return response;
}

}  // namespace workspace_exporter
