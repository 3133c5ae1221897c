#include "http/retry.h"

#include <algorithm>

namespace workspace_exporter {

bool MayRetry(const Error& error) {
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

Milliseconds RetryDelay(const RetryPolicy& policy, int tries_made, double random) {
  constexpr int kMostDoublings = 20;  // far beyond any cap, and no overflow
  const Milliseconds longest = std::min(policy.cap, policy.base * (1 << std::min(tries_made - 1, kMostDoublings)));
  return std::chrono::floor<Milliseconds>(random * std::chrono::duration<double, std::milli>(longest));
}

}  // namespace workspace_exporter
