#include "metrics/growing_series.h"

#include <algorithm>

namespace workspace_exporter {

Observations& Observations::operator+=(const Observations& more) {
  buckets.resize(std::max(buckets.size(), more.buckets.size()));
  for (std::size_t i = 0; i < more.buckets.size(); ++i) buckets[i] += more.buckets[i];
  sum += more.sum;
  return *this;
}

void Observe(Observations& observations, const std::vector<double>& edges, double value) {
  observations.buckets.resize(edges.size() + 1);
  const auto bucket = std::ranges::lower_bound(edges, value) - edges.begin();
  ++observations.buckets[static_cast<std::size_t>(bucket)];
  observations.sum += value;
}

}  // namespace workspace_exporter
