#include "base/quota.h"

#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the period is as long as the quota needs for the requests, rounded up") {
  CHECK(PeriodOf({.limit = 100, .window = 1min}, 50) == 30s);
  CHECK(PeriodOf({.limit = 3, .window = 1s}, 1) == 334ms);
  CHECK(PeriodOf({.limit = 100, .window = 1min}, 0) == 0s);
  CHECK(PeriodOf({}, 50) == 0s);
}

TEST_CASE("no quota asks for a period that cannot be added to a time") {
  const Quota quota{.limit = 1, .window = 24h};
  CHECK(PeriodOf(quota, 365) == 365 * 24h);
  CHECK(PeriodOf(quota, 1'000'000) == kLongestPeriod);
  CHECK(PeriodOf(quota, std::numeric_limits<std::uint64_t>::max()) == kLongestPeriod);
}

}  // namespace
}  // namespace workspace_exporter
