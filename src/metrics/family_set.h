#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <prometheus/metric_family.h>

#include "base/clock.h"

namespace workspace_exporter {

/// A label and its value.
using LabelPair = std::pair<std::string_view, std::string_view>;

/// Samples of one family, added one by one.
class FamilyWriter final {
 public:
  explicit FamilyWriter(prometheus::MetricFamily& family) : family_(family) {}

  /// A label with an empty value is left out: to Prometheus it is the same as an absent one.
  void Add(const std::vector<LabelPair>& labels, double value);
  void Add(const std::vector<LabelPair>& labels, prometheus::ClientMetric::Histogram histogram);

 private:
  prometheus::ClientMetric& Append(const std::vector<LabelPair>& labels);

  prometheus::MetricFamily& family_;
};

/// The families of one page, each once whoever adds to it, in the order of their names.
class FamilySet final {
 public:
  /// Names are without the prefix "huaweicloud_workspace_".
  FamilyWriter Gauge(std::string_view name, std::string_view help);
  FamilyWriter Counter(std::string_view name, std::string_view help);
  FamilyWriter Histogram(std::string_view name, std::string_view help);

  std::vector<prometheus::MetricFamily> Take() &&;

 private:
  FamilyWriter Family(std::string_view name, std::string_view help, prometheus::MetricType type);

  std::map<std::string, prometheus::MetricFamily, std::less<>> families_;
};

/// Seconds since 1970, with milliseconds.
double ToUnixSeconds(WallTime time);
double ToSeconds(Milliseconds span);

}  // namespace workspace_exporter
