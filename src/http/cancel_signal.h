#pragma once

#include <functional>
#include <stop_token>

#include "base/file_descriptor.h"

namespace workspace_exporter {

/// A stop token that poll can wait for: the descriptor becomes readable for good when a stop is requested. Thread-safe.
class CancelSignal final {
 public:
  explicit CancelSignal(std::stop_token stop);

  bool Requested() const { return stop_.stop_requested(); }
  int fd() const { return event_.get(); }

 private:
  std::stop_token stop_;
  FileDescriptor event_;
  std::stop_callback<std::function<void()>> on_stop_;  // last: it may run while it is being made
};

}  // namespace workspace_exporter
