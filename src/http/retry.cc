#include "http/retry.h"

#include <algorithm>

namespace workspace_exporter {

bool MayRetry(const Error& error) {
  if (error.gave_up) return false;
  switch (error.kind) {
    case ErrorKind::kTimeout:
    case ErrorKind::kNetwork:
    case ErrorKind::kServer:
    case ErrorKind::kMalformed: return true;
    case ErrorKind::kTls:
    case ErrorKind::kAuth:
    case ErrorKind::kThrottled:
    case ErrorKind::kRejected:
    case ErrorKind::kInconsistent:
    case ErrorKind::kCancelled: return false;
  }
  return false;
}

Milliseconds RetryDelay(const RetryPolicy& policy, int attempt, double random) {
  Milliseconds longest = std::min(policy.base, policy.cap);
  for (int i = 0; i < attempt && longest < policy.cap; ++i) longest = std::min(2 * longest, policy.cap);
  return Milliseconds(static_cast<Milliseconds::rep>(random * static_cast<double>(longest.count())));
}

bool AwaitRetry(const RetryPolicy& policy, int attempt, const Error& error, const RetryContext& context) {
  const Milliseconds delay =
      std::max(RetryDelay(policy, attempt, context.random()), error.retry_after.value_or(Milliseconds(0)));
  if (context.stop.stop_requested() || delay >= context.deadline.Remaining(context.clock)) return false;
  return SleepUntil(context.clock, context.clock.SteadyNow() + delay, context.stop);
}

}  // namespace workspace_exporter
