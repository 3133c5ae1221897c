#pragma once

#include <atomic>

#include "base/clock.h"

namespace workspace_exporter {

/// Whether anybody still wants what the API is asked for: somebody waits for it, or a scrape came within the last five
/// minutes. Thread-safe.
class Demand final {
 public:
  explicit Demand(const Clock& clock) : clock_(clock) {}

  /// Somebody waits, for as long as it is there.
  class Waiting final {
   public:
    explicit Waiting(Demand& demand) : demand_(demand) { ++demand_.waiting_; }
    ~Waiting() {
      demand_.last_ = demand_.clock_.SteadyNow();
      --demand_.waiting_;
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

   private:
    Demand& demand_;
  };

  bool IsThere() const { return waiting_ > 0 || clock_.SteadyNow() - last_.load() < std::chrono::minutes(5); }

 private:
  const Clock& clock_;
  std::atomic<int> waiting_ = 0;
  std::atomic<SteadyTime> last_ = SteadyTime() - std::chrono::hours(1);
};

}  // namespace workspace_exporter
