#pragma once

#include <chrono>
#include <cstdint>

namespace workspace_exporter {

/// How many requests are answered: `burst` at once, and then one each `interval`. No interval, or one below zero: all.
struct RateLimit {
  std::chrono::nanoseconds interval{0};
  std::int64_t burst = 0;

  bool operator==(const RateLimit&) const = default;
};

}  // namespace workspace_exporter
