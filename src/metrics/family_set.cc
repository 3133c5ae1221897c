#include "metrics/family_set.h"

#include <utility>

namespace workspace_exporter {
namespace {

constexpr std::string_view kPrefix = "huaweicloud_workspace_";

}  // namespace

void FamilyWriter::Add(const std::vector<LabelPair>& labels, double value) {
  prometheus::ClientMetric& metric = Append(labels);
  if (family_.type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
}

void FamilyWriter::Add(const std::vector<LabelPair>& labels, prometheus::ClientMetric::Histogram histogram) {
  Append(labels).histogram = std::move(histogram);
}

prometheus::ClientMetric& FamilyWriter::Append(const std::vector<LabelPair>& labels) {
  prometheus::ClientMetric& metric = family_.metric.emplace_back();
  metric.label.reserve(labels.size());
  for (const auto& [name, text] : labels) {
    if (!text.empty()) metric.label.push_back({std::string(name), std::string(text)});
  }
  return metric;
}

FamilyWriter FamilySet::Gauge(std::string_view name, std::string_view help) {
  return Family(name, help, prometheus::MetricType::Gauge);
}

FamilyWriter FamilySet::Counter(std::string_view name, std::string_view help) {
  return Family(name, help, prometheus::MetricType::Counter);
}

FamilyWriter FamilySet::Histogram(std::string_view name, std::string_view help) {
  return Family(name, help, prometheus::MetricType::Histogram);
}

FamilyWriter FamilySet::Family(std::string_view name, std::string_view help, prometheus::MetricType type) {
  const auto [found, is_new] = families_.try_emplace(std::string(name));
  if (is_new) {
    found->second.name = std::string(kPrefix) + found->first;
    found->second.help = std::string(help);
    found->second.type = type;
  }
  return FamilyWriter(found->second);
}

std::vector<prometheus::MetricFamily> FamilySet::Take() && {
  std::vector<prometheus::MetricFamily> families;
  families.reserve(families_.size());
  for (auto& [name, family] : families_) families.push_back(std::move(family));
  return families;
}

double ToUnixSeconds(WallTime time) { return ToSeconds(time.time_since_epoch()); }
double ToSeconds(Milliseconds span) { return static_cast<double>(span.count()) / 1000; }

}  // namespace workspace_exporter
