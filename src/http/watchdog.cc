#include "http/watchdog.h"

#include <utility>

namespace workspace_exporter {

Watchdog::Watchdog(Clock& clock, std::stop_token stop)
    : clock_(clock),
      stop_(std::move(stop)),
      on_stop_(stop_,
               [this] {
                 const std::lock_guard lock(mutex_);
                 changed_.notify_all();
               }),
      thread_([this](const std::stop_token& ending) { Run(ending); }) {}

Watchdog::~Watchdog() = default;

Watchdog::Watch::Watch(Watchdog& watchdog, Deadline deadline, std::function<void()> cut) : watchdog_(watchdog) {
  const std::lock_guard lock(watchdog_.mutex_);
  entry_ = watchdog_.watched_.emplace(deadline.at, std::move(cut));
  watchdog_.changed_.notify_all();
}

Watchdog::Watch::~Watch() {
  const std::lock_guard lock(watchdog_.mutex_);
  watchdog_.watched_.erase(entry_);
}

void Watchdog::Run(const std::stop_token& ending) {
  std::unique_lock lock(mutex_);
  while (!ending.stop_requested()) {
    CutWhatIsDue();
    // What was cut stays in the map until its watch ends, with nothing left to call.
    SteadyTime next = SteadyTime::max();
    for (const auto& [at, cut] : watched_) {
      if (cut) {
        next = at;
        break;
      }
    }
    clock_.Wait(changed_, lock, next, ending);
  }
}

void Watchdog::CutWhatIsDue() {
  const SteadyTime now = clock_.SteadyNow();
  for (auto& [at, cut] : watched_) {
    if (at > now && !stop_.stop_requested()) break;
    if (cut) std::exchange(cut, nullptr)();
  }
}

}  // namespace workspace_exporter
