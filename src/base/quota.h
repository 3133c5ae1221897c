#pragma once

#include "base/clock.h"

namespace workspace_exporter {

/// How many requests are allowed in any span of that length.
struct Quota {
  int limit = 0;  ///< 0: no limit
  Milliseconds window = std::chrono::minutes(1);

  bool operator==(const Quota&) const = default;
};

}  // namespace workspace_exporter
