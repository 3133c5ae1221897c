#pragma once

#include "access/access_observer.h"
#include "metrics/api_metrics.h"

namespace workspace_exporter {

/// Counts what goes out to the cloud in the metrics. Thread-safe.
class ApiObserver final : public AccessObserver {
 public:
  /// The metrics outlive it.
  explicit ApiObserver(ApiMetrics& metrics) : metrics_(metrics) {}

  void MayCome(const std::string& project, const std::string& operation) override {
    metrics_.MayCome(project, operation);
  }
  void Sent(const std::string& project, const std::string& operation, std::optional<int> status,
            std::chrono::nanoseconds took) override {
    metrics_.Sent(project, operation, status, took);
  }
  void MayBeRetried(const std::string& project, const std::string& operation) override {
    metrics_.MayBeRetried(project, operation);
  }
  void Retried(const std::string& project, const std::string& operation) override {
    metrics_.Retried(project, operation);
  }

 private:
  ApiMetrics& metrics_;
};

}  // namespace workspace_exporter
