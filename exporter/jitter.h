#pragma once

#include <mutex>
#include <random>

namespace workspace_exporter {

/// Random numbers for waits. Thread-safe.
class Jitter final {
 public:
  /// Uniform in [0, 1).
  double Next() {
    const std::lock_guard lock(mutex_);
    return std::uniform_real_distribution<double>()(random_);
  }

 private:
  std::mutex mutex_;
  std::mt19937 random_{std::random_device()()};
};

}  // namespace workspace_exporter
