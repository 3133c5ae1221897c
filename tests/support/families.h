#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <prometheus/metric_family.h>

namespace workspace_exporter {

using Labels = std::map<std::string, std::string>;

/// The value of each gauge or counter of a family, by its labels; nothing where there is no such family.
inline std::optional<std::map<Labels, double>> SamplesOf(const std::vector<prometheus::MetricFamily>& families,
                                                         const std::string& name) {
  for (const prometheus::MetricFamily& family : families) {
    if (family.name != name) continue;
    std::map<Labels, double> samples;
    for (const prometheus::ClientMetric& metric : family.metric) {
      Labels labels;
      for (const auto& label : metric.label) labels[label.name] = label.value;
      samples[labels] = family.type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value;
    }
    return samples;
  }
  return std::nullopt;
}

}  // namespace workspace_exporter
