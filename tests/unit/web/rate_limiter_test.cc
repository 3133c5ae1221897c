#include "web/rate_limiter.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

int Allowed(RateLimiter& limiter, int tries) {
  int allowed = 0;
  for (int i = 0; i < tries; ++i) allowed += limiter.Allows() ? 1 : 0;
  return allowed;
}

TEST_CASE("a burst at once, then one each interval, and never more than the burst") {
  FakeClock clock;
  RateLimiter limiter({.interval = seconds(2), .burst = 3}, clock);
  CHECK(Allowed(limiter, 10) == 3);
  clock.Advance(milliseconds(1999));
  CHECK(Allowed(limiter, 10) == 0);
  clock.Advance(milliseconds(1));
  CHECK(Allowed(limiter, 10) == 1);
  clock.Advance(seconds(5));
  CHECK(Allowed(limiter, 10) == 2);
  clock.Advance(seconds(1));
  CHECK(Allowed(limiter, 10) == 1);
  clock.Advance(seconds(1000));
  CHECK(Allowed(limiter, 10) == 3);
}

TEST_CASE("without a burst nothing is allowed; without an interval, or with one below zero, all is") {
  FakeClock clock;
  RateLimiter none({.interval = seconds(1), .burst = 0}, clock);
  clock.Advance(seconds(100));
  CHECK(Allowed(none, 5) == 0);
  RateLimiter below({.interval = seconds(1), .burst = -5}, clock);
  CHECK(Allowed(below, 5) == 0);
  RateLimiter open({.interval = seconds(0), .burst = 0}, clock);
  CHECK(Allowed(open, 5) == 5);
  RateLimiter negative({.interval = seconds(-1), .burst = 0}, clock);
  CHECK(Allowed(negative, 5) == 5);
}

}  // namespace
}  // namespace workspace_exporter
