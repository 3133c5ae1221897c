#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace workspace_exporter {

/// A moment of the calendar, UTC, to the millisecond: what the API's times and the exposition's timestamps are.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
/// A moment on a clock that never jumps: what deadlines and intervals are measured by.
using SteadyTime = std::chrono::steady_clock::time_point;
using Milliseconds = std::chrono::milliseconds;

/// The only source of time. Thread-safe. Tests use FakeClock, which moves only when told.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual WallTime Now() const = 0;
  virtual SteadyTime SteadyNow() const = 0;

  /// Blocks until `until`, a notification of `changed`, or a request to stop; may wake for no reason.
  virtual void Wait(std::condition_variable_any& changed, std::unique_lock<std::mutex>& lock, SteadyTime until,
                    const std::stop_token& stop) = 0;
};

/// Sleeps until `until`; false if asked to stop first.
bool SleepUntil(Clock& clock, SteadyTime until, const std::stop_token& stop);

/// The real time.
class SystemClock final : public Clock {
 public:
  WallTime Now() const override;
  SteadyTime SteadyNow() const override;
  void Wait(std::condition_variable_any& changed, std::unique_lock<std::mutex>& lock, SteadyTime until,
            const std::stop_token& stop) override;
};

/// By when an answer is due. A value that is handed down through every call, so that no layer invents a limit.
struct Deadline {
  SteadyTime at = SteadyTime::max();

  static Deadline In(const Clock& clock, Milliseconds span) { return {clock.SteadyNow() + span}; }
  /// Never negative.
  Milliseconds Remaining(const Clock& clock) const;
  bool Passed(const Clock& clock) const { return clock.SteadyNow() >= at; }
  Deadline Earlier(Deadline other) const { return other.at < at ? other : *this; }
};

}  // namespace workspace_exporter
