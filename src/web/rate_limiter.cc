#include "web/rate_limiter.h"

#include <algorithm>

namespace workspace_exporter {

RateLimiter::RateLimiter(RateLimit limit, const Clock& clock)
    : limit_(limit), clock_(clock), tokens_(static_cast<double>(limit.burst)), looked_at_(clock.SteadyNow()) {}

bool RateLimiter::Allows() {
  if (limit_.interval.count() <= 0) return true;
  const std::lock_guard lock(mutex_);
  const SteadyTime now = clock_.SteadyNow();
  const std::chrono::duration<double> passed = now - looked_at_;
  const std::chrono::duration<double> interval = limit_.interval;
  tokens_ = std::min(static_cast<double>(limit_.burst), tokens_ + passed / interval);
  looked_at_ = now;
  if (tokens_ < 1) return false;
  tokens_ -= 1;
  return true;
}

}  // namespace workspace_exporter
