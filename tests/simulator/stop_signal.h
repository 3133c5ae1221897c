#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace workspace_exporter::simulator {

/// Ends every wait at once when the server stops. Thread-safe.
class StopSignal final {
 public:
  void Raise() {
    const std::lock_guard lock(mutex_);
    raised_ = true;
    changed_.notify_all();
  }
  /// True where it was raised before the span was over.
  bool WaitFor(double milliseconds) {
    std::unique_lock lock(mutex_);
    if (milliseconds <= 0) return raised_;
    return changed_.wait_for(lock, std::chrono::duration<double, std::milli>(milliseconds), [this] { return raised_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool raised_ = false;
};

}  // namespace workspace_exporter::simulator
