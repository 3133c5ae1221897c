#pragma once

#include <semaphore>

#include "support/fake_clock.h"

namespace workspace_exporter {

/// Tells when somebody waits. Time stands still.
class WaitedForClock final : public Clock {
 public:
  WallTime Now() const override { return time_.Now(); }
  SteadyTime SteadyNow() const override { return time_.SteadyNow(); }
  void Wait(std::condition_variable_any& changed, std::unique_lock<std::mutex>& lock, SteadyTime until,
            const std::stop_token& stop) override {
    waiting.release();  // whoever is told needs the lock to change anything, and has it once this one waits
    time_.Wait(changed, lock, until, stop);
  }

  std::counting_semaphore<> waiting{0};

 private:
  FakeClock time_;
};

}  // namespace workspace_exporter
