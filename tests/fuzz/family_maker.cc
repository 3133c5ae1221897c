#include "family_maker.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>

namespace workspace_exporter {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

/// A value that is hard to write, or any.
double Number(Input& input) {
  constexpr std::array kValues = {0.0, 1.0, -1.0, 0.1, 1e300, 5e-324, 9007199254740993.0, HUGE_VAL, -HUGE_VAL};
  const std::size_t index = input.Below(kValues.size() + 1);
  return index < kValues.size() ? kValues[index] : std::bit_cast<double>(input.Bits());
}

std::int64_t Timestamp(Input& input) {
  constexpr std::uint64_t kYear10000 = 253'402'300'800'000;
  return input.Below(4) == 0 ? static_cast<std::int64_t>(input.Bits() % kYear10000) : 0;
}

ClientMetric::Histogram MakeHistogram(Input& input) {
  ClientMetric::Histogram histogram{.sample_count = 0, .sample_sum = Number(input), .bucket = {}};
  histogram.bucket.resize(input.Below(4));
  for (ClientMetric::Bucket& bucket : histogram.bucket) {
    bucket.upper_bound = Number(input);
    bucket.cumulative_count = histogram.sample_count = input.Bits();
  }
  return histogram;
}

ClientMetric::Summary MakeSummary(Input& input) {
  ClientMetric::Summary summary{.sample_count = input.Bits(), .sample_sum = Number(input), .quantile = {}};
  summary.quantile.resize(input.Below(4));
  for (ClientMetric::Quantile& quantile : summary.quantile) quantile = {Number(input), Number(input)};
  return summary;
}

ClientMetric MakeMetric(Input& input, MetricType type) {
  ClientMetric metric;
  const std::size_t labels = input.Below(5);
  for (std::size_t i = 0; i < labels; ++i) metric.label.push_back({"label_" + std::to_string(i), input.Text()});
  metric.timestamp_ms = Timestamp(input);
  switch (type) {
    case MetricType::Histogram: metric.histogram = MakeHistogram(input); break;
    case MetricType::Summary: metric.summary = MakeSummary(input); break;
    default: metric.counter.value = metric.gauge.value = metric.untyped.value = Number(input);
  }
  return metric;
}

}  // namespace

std::vector<MetricFamily> MakeFamilies(Input& input) {
  constexpr std::array kTypes = {MetricType::Counter, MetricType::Gauge, MetricType::Untyped, MetricType::Histogram,
                                 MetricType::Summary};
  constexpr std::size_t kMostFamilies = 8;
  std::vector<MetricFamily> families;
  while (!input.empty() && families.size() < kMostFamilies) {
    MetricFamily family;
    family.type = kTypes[input.Below(kTypes.size())];
    family.name = "family_" + std::to_string(families.size()) + (input.Below(2) == 1 ? "_total" : "");
    family.help = input.Text();
    const std::size_t metrics = input.Below(5);
    for (std::size_t i = 0; i < metrics; ++i) family.metric.push_back(MakeMetric(input, family.type));
    families.push_back(std::move(family));
  }
  return families;
}

}  // namespace workspace_exporter
