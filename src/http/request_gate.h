#pragma once

#include <functional>
#include <optional>

#include "base/clock.h"
#include "http/request_quota.h"
#include "http/transport.h"

namespace workspace_exporter {

/// The quotas that a request spends of.
struct GateQuotas {
  RequestQuota* of_identity = nullptr;  ///< who asks; null where requests are of nobody
  RequestQuota& of_address;             ///< from where an API is asked, by all identities
};

/// Lets requests through only while they are wanted, and as their quotas allow. Thread-safe.
class RequestGate final {
 public:
  /// `patience`: a throttling answer that asks for so long at most is waited for, a second at least, and the request
  /// sent again, a few times, each told to `on_retry`; never with a patience of 0. All outlive it.
  RequestGate(GateQuotas quotas, Milliseconds patience, const Clock& clock, std::function<bool()> is_wanted,
              std::function<void()> on_retry);

  /// What sends the request once it may go; its time begins then. Nothing: it was not sent after all. It asks nobody
  /// for anything else: who is asked may wait for the same quotas, of which this request holds its places.
  using Send = std::function<std::optional<Result<HttpResponse>>()>;

  /// Waits for the quotas first. kCancelled, and nothing sent, when nobody wants the answer; kThrottled, and nothing
  /// sent, before the time that the last throttling answer named has passed. What such an answer says is taught to the
  /// quota that it is about. Nothing, and nothing spent, where `send` did not send.
  std::optional<Result<HttpResponse>> Pass(const Send& send);

 private:
  Result<Done> Begin();
  void End(bool sent);
  std::optional<Result<HttpResponse>> PassOnce(const Send& send);
  /// How long the answer asks to wait; nothing where it is another.
  std::optional<Milliseconds> Learn(const Result<HttpResponse>& response);

  const GateQuotas quotas_;
  const Milliseconds patience_;
  const Clock& clock_;
  const std::function<bool()> is_wanted_;
  const std::function<void()> on_retry_;
};

}  // namespace workspace_exporter
