#pragma once

#include <atomic>

#include "base/clock.h"

namespace workspace_exporter {

/// Whether anybody still wants what the API is asked for: a scrape came within the last five minutes. Thread-safe.
class Demand final {
 public:
  explicit Demand(const Clock& clock) : clock_(clock) {}

  void Touch() { last_ = clock_.SteadyNow(); }
  bool IsThere() const { return clock_.SteadyNow() - last_.load() < std::chrono::minutes(5); }

 private:
  const Clock& clock_;
  std::atomic<SteadyTime> last_ = SteadyTime() - std::chrono::hours(1);
};

}  // namespace workspace_exporter
