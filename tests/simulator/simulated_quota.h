#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "simulator/settings.h"
#include "simulator/sliding_window.h"

namespace workspace_exporter::simulator {

/// Requests of each user in a sliding window. Thread-safe.
class Quota final {
 public:
  using Seconds = double;

  /// Counts one request at this time; where it is over the limit, the time until one would be let through.
  std::optional<Seconds> Spend(const std::string& user, const Settings& settings, Seconds now);
  /// The greatest number of requests, refused ones too, that any window of the configured length has held.
  std::int64_t peak() const;
  void Reset();

 private:
  struct Windows {
    SlidingWindow counted;  // against the limit
    std::deque<Seconds> all;
  };

  mutable std::mutex mutex_;
  std::map<std::string, Windows, std::less<>> users_;
  std::int64_t peak_ = 0;
};

/// The gateway's words: "... policy user over ratelimit,limit:200,time:1 minute".
std::string ThrottlingMessage(const Settings& settings);

}  // namespace workspace_exporter::simulator
