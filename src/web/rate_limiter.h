#pragma once

#include <mutex>

#include "base/clock.h"
#include "base/rate_limit.h"

namespace workspace_exporter {

/// A bucket of tokens, as Go's golang.org/x/time/rate, which the exporter toolkit limits requests with: it begins full,
/// each request takes a token, and one comes back each interval. Thread-safe.
class RateLimiter final {
 public:
  /// The clock outlives it.
  RateLimiter(RateLimit limit, const Clock& clock);

  /// Whether one more request may be answered now.
  bool Allows();
  const RateLimit& limit() const { return limit_; }

 private:
  const RateLimit limit_;
  const Clock& clock_;
  std::mutex mutex_;
  double tokens_;         // guarded by mutex_
  SteadyTime looked_at_;  // guarded by mutex_
};

}  // namespace workspace_exporter
