#pragma once

#include <mutex>
#include <utility>

#include "base/clock.h"

namespace workspace_exporter {

/// Time that moves only when told: by Advance, or by a caller of Wait, which jumps straight to the moment it waits for.
/// Thread-safe.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(WallTime now = WallTime(Milliseconds(1'700'000'000'000))) : now_(now) {}

  WallTime Now() const override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  SteadyTime SteadyNow() const override {
    const std::lock_guard lock(mutex_);
    return steady_;
  }
  void Wait(std::condition_variable_any& changed, std::unique_lock<std::mutex>& lock, SteadyTime until,
            const std::stop_token& stop) override {
    if (until == SteadyTime::max()) {
      bool woken = false;
      changed.wait(lock, stop, [&woken] { return std::exchange(woken, true); });
      return;
    }
    const std::lock_guard own(mutex_);
    if (until > steady_) {
      now_ += std::chrono::ceil<Milliseconds>(until - steady_);
      steady_ = until;
    }
  }
  void Advance(Milliseconds span) {
    const std::lock_guard lock(mutex_);
    now_ += span;
    steady_ += span;
  }
  /// As where the machine's clock is set anew.
  void JumpWallClock(Milliseconds span) {
    const std::lock_guard lock(mutex_);
    now_ += span;
  }

 private:
  mutable std::mutex mutex_;
  WallTime now_;
  SteadyTime steady_ = SteadyTime(std::chrono::hours(1));
};

}  // namespace workspace_exporter
