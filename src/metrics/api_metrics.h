#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace workspace_exporter {

/// Counts what is sent to the cloud's APIs. Thread-safe.
class ApiMetrics final {
 public:
  explicit ApiMetrics(prometheus::Registry& registry);

  /// A request of that operation (list_sessions, sign_in) that was answered with that status, or not at all.
  void Sent(const std::string& project, const std::string& operation, std::optional<int> status,
            std::chrono::nanoseconds took);
  void Retried(const std::string& project, const std::string& operation);

 private:
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Counter>& retries_;
  prometheus::Family<prometheus::Histogram>& durations_;
};

}  // namespace workspace_exporter
