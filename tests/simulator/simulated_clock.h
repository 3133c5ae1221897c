#pragma once

#include <atomic>
#include <chrono>

#include "simulator/time_style.h"

namespace workspace_exporter::simulator {

/// The machine's time, or one that moves by steps alone. Thread-safe.
class SimulatedClock final {
 public:
  EpochMs Now() const { return stepped_ ? at_.load() : RealNow(); }
  void Step(EpochMs span) { at_ += span; }
  /// On becoming stepped the clock stands at the machine's time.
  void SetStepped(bool stepped) {
    if (stepped && !stepped_) at_ = RealNow();
    stepped_ = stepped;
  }
  static EpochMs RealNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  }

 private:
  std::atomic<bool> stepped_{false};
  std::atomic<EpochMs> at_{0};
};

}  // namespace workspace_exporter::simulator
