#pragma once

#include <optional>
#include <vector>

#include <prometheus/collectable.h>

namespace workspace_exporter {

/// The standard process metrics of Prometheus' client libraries, and process_threads, from /proc/self; what cannot be
/// read is left out. Thread-safe.
class ProcessMetrics final : public prometheus::Collectable {
 public:
  ProcessMetrics();
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  /// Read once: the kernel tells it as a time since the machine's start, which moves when the clock is set.
  const std::optional<double> start_time_;
};

}  // namespace workspace_exporter
