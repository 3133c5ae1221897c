#include "page_rules.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "target.h"

namespace workspace_exporter {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

/// A sample that has to be on the page.
struct Expected {
  std::string suffix;
  double value = 0;
  std::string bound_name = {};
  double bound = 0;
};

double Parsed(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text.ends_with("Inf")) return text.front() == '-' ? -HUGE_VAL : HUGE_VAL;
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool Same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

std::vector<Expected> OfHistogram(const ClientMetric::Histogram& histogram) {
  std::vector<Expected> samples;
  for (const ClientMetric::Bucket& bucket : histogram.bucket) {
    samples.push_back({"_bucket", static_cast<double>(bucket.cumulative_count), "le", bucket.upper_bound});
  }
  const double count = static_cast<double>(histogram.sample_count);
  if (samples.empty() || samples.back().bound != HUGE_VAL) samples.push_back({"_bucket", count, "le", HUGE_VAL});
  samples.push_back({"_sum", histogram.sample_sum});
  samples.push_back({"_count", count});
  return samples;
}

std::vector<Expected> OfSummary(const ClientMetric::Summary& summary) {
  std::vector<Expected> samples;
  for (const ClientMetric::Quantile& quantile : summary.quantile) {
    samples.push_back({"", quantile.value, "quantile", quantile.quantile});
  }
  samples.push_back({"_sum", summary.sample_sum});
  samples.push_back({"_count", static_cast<double>(summary.sample_count)});
  return samples;
}

std::vector<Expected> ExpectedOf(const ClientMetric& metric, MetricType type, Format format) {
  switch (type) {
    case MetricType::Histogram: return OfHistogram(metric.histogram);
    case MetricType::Summary: return OfSummary(metric.summary);
    case MetricType::Counter: return {{format == Format::kOpenMetrics ? "_total" : "", metric.counter.value}};
    default: return {{"", metric.gauge.value}};
  }
}

void CheckSample(ReadSample sample, const ClientMetric& metric, const Expected& expected) {
  if (!expected.bound_name.empty()) {
    const auto bound = sample.labels.extract(expected.bound_name);
    Require(!bound.empty() && Same(Parsed(bound.mapped()), expected.bound), "the bound that was written");
  }
  std::map<std::string, std::string> labels;
  for (const ClientMetric::Label& label : metric.label) {
    if (!label.value.empty()) labels[label.name] = RepairUtf8(label.value);
  }
  Require(sample.labels == labels, "the labels that were written");
  Require(Same(Parsed(sample.value), expected.value), "the value that was written");
  Require(sample.timestamp.empty() == (metric.timestamp_ms == 0), "a timestamp where one was written");
}

}  // namespace

void CheckReadBack(const std::vector<ReadFamily>& read, const std::vector<MetricFamily>& written, Format format) {
  Require(read.size() == written.size(), "as many families as were written");
  for (std::size_t i = 0; i < read.size(); ++i) {
    std::string name = written[i].name;
    const bool is_total = format == Format::kOpenMetrics && written[i].type == MetricType::Counter;
    if (is_total && name.ends_with("_total")) name.resize(name.size() - 6);
    Require(read[i].name == name && read[i].help == RepairUtf8(written[i].help), "the name and help that were written");
    std::size_t next = 0;
    for (const ClientMetric& metric : written[i].metric) {
      for (const Expected& expected : ExpectedOf(metric, written[i].type, format)) {
        Require(next < read[i].samples.size(), "no sample is missing");
        Require(read[i].samples[next].name == name + expected.suffix, "the sample's name");
        CheckSample(read[i].samples[next++], metric, expected);
      }
    }
    Require(next == read[i].samples.size(), "no sample that was not written");
  }
}

}  // namespace workspace_exporter
