#pragma once

#include <functional>
#include <stop_token>
#include <type_traits>
#include <utility>

#include "base/clock.h"
#include "base/result.h"

namespace workspace_exporter {

struct RetryPolicy {
  int retries = 3;                             ///< tries after the first
  Milliseconds base = Milliseconds(250);       ///< the most that the first retry waits; doubled for each further one
  Milliseconds cap = std::chrono::seconds(5);  ///< what no delay exceeds
};

/// Whether another try can help: not where it would only repeat a refusal, spend a quota, or outlive the program.
bool MayRetry(const Error& error);

/// How long to wait before retry `attempt`, counted from 0: full jitter, `random` times the exponential delay, so that
/// requests that failed together do not come back together. `random` lies in [0, 1).
Milliseconds RetryDelay(const RetryPolicy& policy, int attempt, double random);

/// What the loop needs beside the policy. All outlive the call.
struct RetryContext {
  Clock& clock;
  Deadline deadline;
  std::stop_token stop;
  std::function<double()> random;              ///< uniform in [0, 1)
  std::function<void(const Error&)> on_retry;  ///< before each retry, with the error that it follows
};

/// False where the next try would begin after the deadline or after a stop; else waits for its time.
bool AwaitRetry(const RetryPolicy& policy, int attempt, const Error& error, const RetryContext& context);

/// Calls `operation`, which returns a Result, until it succeeds, fails for good, has been retried as often as the
/// policy says, or there is no time left; then what it returned last, which no outer loop tries again. A `retry_after`
/// in the error lengthens the wait.
template <typename Operation>
std::invoke_result_t<Operation&> WithRetries(const RetryPolicy& policy, const RetryContext& context,
                                             Operation operation) {
  for (int attempt = 0;; ++attempt) {
    auto result = operation();
    if (result || !MayRetry(result.error())) return result;
    if (attempt >= policy.retries || !AwaitRetry(policy, attempt, result.error(), context)) {
      Error last = std::move(result).error();
      last.gave_up = true;
      return last;
    }
    context.on_retry(result.error());
  }
}

}  // namespace workspace_exporter
