#include "base/quota.h"

namespace workspace_exporter {

Milliseconds PeriodOf(const Quota& quota, std::uint64_t requests) {
  if (quota.limit == 0) return Milliseconds(0);
  const double windows = static_cast<double>(requests) / quota.limit;
  return std::chrono::ceil<Milliseconds>(windows * std::chrono::duration<double, std::milli>(quota.window));
}

}  // namespace workspace_exporter
