#pragma once

#include <vector>

#include <prometheus/collectable.h>

namespace workspace_exporter {

/// The standard process metrics of Prometheus' client libraries, and process_threads, from /proc/self; what cannot be
/// read is left out. Thread-safe.
class ProcessMetrics final : public prometheus::Collectable {
 public:
  std::vector<prometheus::MetricFamily> Collect() const override;
};

}  // namespace workspace_exporter
