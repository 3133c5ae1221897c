#include "base/quota.h"

namespace workspace_exporter {

Milliseconds PeriodOf(const Quota& quota, std::uint64_t requests) {
  if (quota.limit == 0) return Milliseconds(0);
  const double windows = static_cast<double>(requests) / quota.limit;
  const std::chrono::duration<double, std::milli> period = windows * quota.window;
  return period < kLongestPeriod ? std::chrono::ceil<Milliseconds>(period) : kLongestPeriod;
}

}  // namespace workspace_exporter
