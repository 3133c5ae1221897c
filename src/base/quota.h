#pragma once

#include <cstdint>

#include "base/clock.h"

namespace workspace_exporter {

/// How many requests are allowed in any span of that length.
struct Quota {
  int limit = 0;  ///< 0: no limit
  Milliseconds window = std::chrono::minutes(1);

  bool operator==(const Quota&) const = default;
};

/// The longest time between collections that a quota can ask for: can be added to any time there is.
inline constexpr Milliseconds kLongestPeriod = std::chrono::days(366);

/// The shortest time between the beginnings of two collections of so many requests each, up to kLongestPeriod; 0 where
/// there is no limit.
Milliseconds PeriodOf(const Quota& quota, std::uint64_t requests);

}  // namespace workspace_exporter
