#include "exposition/writer.h"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include <prometheus/client_metric.h>
#include <prometheus/metric_type.h>

#include "exposition/escape.h"
#include "exposition/number.h"

namespace workspace_exporter {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::string_view kTotal = "_total";

std::string_view TypeName(MetricType type, Format format) {
  switch (type) {
    case MetricType::Counter: return "counter";
    case MetricType::Gauge: return "gauge";
    case MetricType::Summary: return "summary";
    case MetricType::Histogram: return "histogram";
    case MetricType::Untyped: break;
  }
  return format == Format::kOpenMetrics ? "unknown" : "untyped";
}

class Page final {
 public:
  explicit Page(Format format) : format_(format) {}

  void Add(const MetricFamily& family) {
    name_ = family.name;
    if (IsOpenMetrics() && family.type == MetricType::Counter && name_.ends_with(kTotal)) {
      name_.remove_suffix(kTotal.size());
    }
    AddHead(family);
    for (const ClientMetric& metric : family.metric) AddMetric(family.type, metric);
  }

  std::string Finish() && {
    if (IsOpenMetrics()) out_ += "# EOF\n";
    return std::move(out_);
  }

 private:
  bool IsOpenMetrics() const { return format_ == Format::kOpenMetrics; }

  void AddHead(const MetricFamily& family) {
    if (!family.help.empty()) {
      out_.append("# HELP ").append(name_).append(" ");
      AppendEscaped(out_, family.help, IsOpenMetrics() ? Quotes::kEscaped : Quotes::kPlain);
      out_ += '\n';
    }
    out_.append("# TYPE ").append(name_).append(" ").append(TypeName(family.type, format_)).append("\n");
  }

  void AddMetric(MetricType type, const ClientMetric& metric) {
    SetLabels(metric.label);
    SetTimestamp(metric.timestamp_ms);
    switch (type) {
      case MetricType::Counter: return AddSample(IsOpenMetrics() ? kTotal : "", metric.counter.value);
      case MetricType::Gauge: return AddSample("", metric.gauge.value);
      case MetricType::Untyped: return AddSample("", metric.untyped.value);
      case MetricType::Histogram: return AddHistogram(metric.histogram);
      case MetricType::Summary: return AddSummary(metric.summary);
    }
  }

  void AddHistogram(const ClientMetric::Histogram& histogram) {
    for (const auto& bucket : histogram.bucket) AddBucket(bucket.upper_bound, bucket.cumulative_count);
    if (histogram.bucket.empty() || histogram.bucket.back().upper_bound != HUGE_VAL) {
      AddBucket(HUGE_VAL, histogram.sample_count);
    }
    AddSample("_sum", histogram.sample_sum);
    AddSample("_count", histogram.sample_count);
  }

  void AddBucket(double upper_bound, std::uint64_t cumulative_count) {
    BeginSample("_bucket", "le", upper_bound);
    EndSample(cumulative_count);
  }

  void AddSummary(const ClientMetric::Summary& summary) {
    for (const auto& quantile : summary.quantile) {
      BeginSample("", "quantile", quantile.quantile);
      EndSample(quantile.value);
    }
    AddSample("_sum", summary.sample_sum);
    AddSample("_count", summary.sample_count);
  }

  template <typename Value>
  void AddSample(std::string_view suffix, Value value) {
    out_.append(name_).append(suffix);
    if (!labels_.empty()) out_.append("{").append(labels_).append("}");
    EndSample(value);
  }

  void BeginSample(std::string_view suffix, std::string_view bound_name, double bound) {
    out_.append(name_).append(suffix).append("{").append(labels_).append(labels_.empty() ? "" : ",");
    out_.append(bound_name).append("=\"");
    AppendBound(out_, bound, IsOpenMetrics());
    out_ += "\"}";
  }

  void EndSample(double value) {
    out_ += ' ';
    AppendNumber(out_, value);
    out_.append(timestamp_).append("\n");
  }

  void EndSample(std::uint64_t count) {
    out_ += ' ';
    AppendCount(out_, count);
    out_.append(timestamp_).append("\n");
  }

  void SetLabels(const std::vector<ClientMetric::Label>& labels) {
    labels_.clear();
    for (const ClientMetric::Label& label : labels) {
      if (label.value.empty()) continue;
      if (!labels_.empty()) labels_ += ',';
      labels_.append(label.name).append("=\"");
      AppendEscaped(labels_, label.value, Quotes::kEscaped);
      labels_ += '"';
    }
  }

  void SetTimestamp(std::int64_t milliseconds) {
    timestamp_.clear();
    if (milliseconds == 0) return;
    timestamp_ += ' ';
    AppendNumber(timestamp_, static_cast<double>(milliseconds) / (IsOpenMetrics() ? 1000 : 1));
  }

  Format format_;
  std::string out_;
  /// Of the family at hand.
  std::string_view name_;
  /// Of the metric at hand, written once for all its samples.
  std::string labels_;
  std::string timestamp_;
};

}  // namespace

std::string Write(const std::vector<MetricFamily>& families, Format format) {
  Page page(format);
  for (const MetricFamily& family : families) page.Add(family);
  return std::move(page).Finish();
}

}  // namespace workspace_exporter
