#pragma once

#include <vector>

#include <prometheus/collectable.h>

#include "web/connection_counts.h"

namespace workspace_exporter {

/// The listening side's connections as metrics. Thread-safe.
class ConnectionMetrics final : public prometheus::Collectable {
 public:
  /// The counts outlive it.
  explicit ConnectionMetrics(const ConnectionCounts& counts) : counts_(counts) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const ConnectionCounts& counts_;
};

}  // namespace workspace_exporter
