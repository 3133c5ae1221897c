#include "http/request_gate.h"

#include <algorithm>
#include <utility>

#include "base/fault_barrier.h"
#include "http/error_answer.h"

namespace workspace_exporter {
namespace {

/// Beyond what it takes to learn, others spend of the same quota: their turn.
constexpr int kMostTries = 5;
/// What asks for no wait at all, or until a moment long past, is not to be hammered at.
constexpr Milliseconds kLeastWait = std::chrono::seconds(1);

}  // namespace

RequestGate::RequestGate(GateQuotas quotas, Milliseconds patience, const Clock& clock, std::function<bool()> is_wanted,
                         std::function<void()> on_retry)
    : quotas_(quotas),
      patience_(patience),
      clock_(clock),
      is_wanted_(std::move(is_wanted)),
      on_retry_(std::move(on_retry)) {}

std::optional<Result<HttpResponse>> RequestGate::Pass(const Send& send) {
  const Send send_again = [&] {
    on_retry_();
    return send();
  };
  for (int tries = 1;; ++tries) {
    std::optional<Result<HttpResponse>> response = PassOnce(tries == 1 ? send : send_again);
    if (!response) return std::nullopt;
    const std::optional<Milliseconds> wait = Learn(*response);
    if (!wait || patience_ == Milliseconds(0) || *wait > patience_ || tries == kMostTries) return response;
  }
}

std::optional<Result<HttpResponse>> RequestGate::PassOnce(const Send& send) {
  if (Result<Done> may_send = Begin(); !may_send) return std::move(may_send).error();
  // Whatever becomes of it, the quotas learn that it has ended.
  std::optional<Result<HttpResponse>> response = WithoutThrowing(ErrorKind::kNetwork, send);
  End(/*sent=*/response.has_value());
  return response;
}

Result<Done> RequestGate::Begin() {
  if (quotas_.of_identity != nullptr) {
    if (Result<Done> may_send = quotas_.of_identity->Begin(patience_, is_wanted_); !may_send) return may_send;
  }
  Result<Done> may_send = quotas_.of_address.Begin(patience_, is_wanted_);
  if (may_send || quotas_.of_identity == nullptr) return may_send;
  quotas_.of_identity->End(/*sent=*/false);
  Error error = std::move(may_send).error();
  if (error.kind == ErrorKind::kThrottled) error.message += ", a limit of this address";
  return error;
}

void RequestGate::End(bool sent) {
  quotas_.of_address.End(sent);
  if (quotas_.of_identity != nullptr) quotas_.of_identity->End(sent);
}

std::optional<Milliseconds> RequestGate::Learn(const Result<HttpResponse>& response) {
  if (!response || response->status != 429) return std::nullopt;
  const Milliseconds asked = ErrorFromAnswer(*response, clock_.Now()).retry_after.value_or(Milliseconds(0));
  const Milliseconds wait = patience_ == Milliseconds(0) ? asked : std::max(asked, kLeastWait);
  const std::string message = ParseErrorAnswer(*response).message;
  const bool is_of_identity = quotas_.of_identity != nullptr && !IsOfAddress(message);
  RequestQuota& refused = is_of_identity ? *quotas_.of_identity : quotas_.of_address;
  refused.Refused(QuotaFromMessage(message), wait);
  return wait;
}

}  // namespace workspace_exporter
