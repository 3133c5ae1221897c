#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/clock.h"

namespace workspace_exporter {

/// Cuts off requests that are over their time. cpp-httplib's time-outs are for each read, so that a peer which sends a
/// byte now and then holds a request for ever; and nothing of it ends a TLS handshake. One thread for all requests of
/// the program. Thread-safe.
class Watchdog final {
 public:
  /// A stop cuts off everything.
  Watchdog(Clock& clock, std::stop_token stop);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// Calls `cut` once if the deadline comes, or a stop, before the watch ends; from another thread, and never after
  /// the watch has ended. It must be quick.
  class Watch final {
   public:
    Watch(Watchdog& watchdog, Deadline deadline, std::function<void()> cut);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

   private:
    Watchdog& watchdog_;
    std::multimap<SteadyTime, std::function<void()>>::iterator entry_;
  };

 private:
  void Run(const std::stop_token& ending);
  void CutWhatIsDue();

  Clock& clock_;
  const std::stop_token stop_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::multimap<SteadyTime, std::function<void()>> watched_;
  std::stop_callback<std::function<void()>> on_stop_;
  std::jthread thread_;
};

}  // namespace workspace_exporter
