#include "exporter/answers/connection_metrics.h"

#include "metrics/family_set.h"

namespace workspace_exporter {

std::vector<prometheus::MetricFamily> ConnectionMetrics::Collect() const {
  prometheus::MetricFamily open{
      "workspace_exporter_connections", "Connections of clients that are open.", prometheus::MetricType::Gauge, {}};
  FamilyWriter(open).Add({}, static_cast<double>(counts_.open()));
  prometheus::MetricFamily refused{
      "workspace_exporter_connections_refused_total",
      "Connections of clients that were closed, and requests that were turned away, before "
      "there was a request to answer, by reason.",
      prometheus::MetricType::Counter,
      {}};
  for (std::size_t i = 0; i < kRefusals; ++i) {
    const auto refusal = static_cast<Refusal>(i);
    FamilyWriter(refused).Add({{"reason", Name(refusal)}}, static_cast<double>(counts_.refused(refusal)));
  }
  return {std::move(open), std::move(refused)};
}

}  // namespace workspace_exporter
