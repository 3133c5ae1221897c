#include "base/clock.h"

#include <algorithm>
#include <utility>

namespace workspace_exporter {

bool SleepUntil(Clock& clock, SteadyTime until, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested() && clock.SteadyNow() < until) {
    clock.Wait(never, lock, until, stop);
  }
  return !stop.stop_requested();
}

WallTime SystemClock::Now() const { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

SteadyTime SystemClock::SteadyNow() const { return std::chrono::steady_clock::now(); }

void SystemClock::Wait(std::condition_variable_any& changed, std::unique_lock<std::mutex>& lock, SteadyTime until,
                       const std::stop_token& stop) {
  // The predicate is false once and then true, so that a single wake-up returns; the overload with a stop token
  // registers for the stop before it looks, so that none is missed.
  bool woken = false;
  changed.wait_until(lock, stop, until, [&woken] { return std::exchange(woken, true); });
}

Milliseconds Deadline::Remaining(const Clock& clock) const {
  if (at == SteadyTime::max()) return Milliseconds::max();
  return std::max(Milliseconds(0), std::chrono::ceil<Milliseconds>(at - clock.SteadyNow()));
}

}  // namespace workspace_exporter
