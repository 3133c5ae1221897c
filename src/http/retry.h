#pragma once

#include <functional>
#include <stop_token>
#include <utility>

#include "base/clock.h"
#include "base/result.h"

namespace workspace_exporter {

struct RetryPolicy {
  int retries = 3;         ///< tries after the first
  Milliseconds base{250};  ///< the longest wait before the second try; doubles with each
  Milliseconds cap{5000};  ///< and never exceeds this
};

/// Whether the same request may succeed if it is sent again.
bool MayRetry(const Error& error);

/// How long to wait before try number `tries_made` + 1: full jitter, so that clients that failed together do not come
/// back together. `random` is uniform in [0, 1).
Milliseconds RetryDelay(const RetryPolicy& policy, int tries_made, double random);

/// What a retry needs of the world.
struct RetryContext {
  Clock& clock;
  std::stop_token stop;
  std::function<double()> random;  ///< uniform in [0, 1); thread-safe
  std::function<void()> on_retry;  ///< told before each try after the first; thread-safe
};

/// Tries until there is a value, an error that another try cannot mend, or no try left.
template <typename Try>
auto WithRetries(const RetryPolicy& policy, const RetryContext& context, Try&& attempt) -> decltype(attempt()) {
  for (int tries = 1;; ++tries) {
    auto result = attempt();
    if (result || !MayRetry(result.error()) || tries > policy.retries) return result;
    const Milliseconds delay = RetryDelay(policy, tries, context.random());
    if (!SleepUntil(context.clock, context.clock.SteadyNow() + delay, context.stop)) return result;
    context.on_retry();
  }
}

}  // namespace workspace_exporter
