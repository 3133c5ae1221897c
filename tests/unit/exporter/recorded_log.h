#pragma once

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "exporter/log/log.h"
#include "support/fake_clock.h"

namespace workspace_exporter {

using LogLines = std::vector<std::string>;

/// A log of every level whose lines a test reads.
class RecordedLog final {
 public:
  /// Those since the last time, from the level on: their time is not what a test is about.
  LogLines Take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(lines_, {});
  }

 private:
  void Keep(const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line.substr(line.find("level=")));
  }

  std::mutex mutex_;
  LogLines lines_;
  FakeClock clock_;

 public:
  const Log log{{.level = LogLevel::kDebug}, clock_, [this](const std::string& line) { Keep(line); }};
};

}  // namespace workspace_exporter
