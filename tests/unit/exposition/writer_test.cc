#include "exposition/writer.h"

#include <limits>
#include <locale>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

ClientMetric Gauge(std::vector<ClientMetric::Label> labels, double value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  metric.gauge.value = value;
  return metric;
}

ClientMetric Counter(std::vector<ClientMetric::Label> labels, double value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  metric.counter.value = value;
  return metric;
}

MetricFamily Histogram() {
  ClientMetric metric;
  metric.label = {{"operation", "list_sessions"}};
  metric.histogram = {.sample_count = 9, .sample_sum = 12.5, .bucket = {{2, 0.05}, {5, 1}, {8, 300}}};
  return {.name = "seconds", .help = "Time.", .type = MetricType::Histogram, .metric = {metric}};
}

MetricFamily Summary() {
  ClientMetric metric;
  metric.summary = {.sample_count = 3, .sample_sum = 1.5, .quantile = {{0.5, 0.25}, {1, kInfinity}}};
  return {.name = "latency", .help = "", .type = MetricType::Summary, .metric = {metric}};
}

TEST_CASE("gauges are the same in both formats") {
  const std::vector<MetricFamily> families = {
      {.name = "up", .help = "Is it?", .type = MetricType::Gauge, .metric = {Gauge({}, 1)}},
      {.name = "sessions",
       .help = "Sessions.",
       .type = MetricType::Gauge,
       .metric = {Gauge({{"project", "a"}, {"state", "Active"}}, 3), Gauge({{"project", "b"}}, 0.5)}}};
  const std::string expected =
      "# HELP up Is it?\n"
      "# TYPE up gauge\n"
      "up 1\n"
      "# HELP sessions Sessions.\n"
      "# TYPE sessions gauge\n"
      "sessions{project=\"a\",state=\"Active\"} 3\n"
      "sessions{project=\"b\"} 0.5\n";
  CHECK(Write(families, Format::kText) == expected);
  CHECK(Write(families, Format::kOpenMetrics) == expected + "# EOF\n");
}

TEST_CASE("OpenMetrics has _total on a counter's samples and not on its family") {
  const std::vector<MetricFamily> families = {
      {.name = "errors_total", .help = "Errors.", .type = MetricType::Counter, .metric = {Counter({{"a", "b"}}, 7)}},
      {.name = "requests", .help = "", .type = MetricType::Counter, .metric = {Counter({}, 2)}}};
  CHECK(Write(families, Format::kText) ==
        "# HELP errors_total Errors.\n"
        "# TYPE errors_total counter\n"
        "errors_total{a=\"b\"} 7\n"
        "# TYPE requests counter\n"
        "requests 2\n");
  CHECK(Write(families, Format::kOpenMetrics) ==
        "# HELP errors Errors.\n"
        "# TYPE errors counter\n"
        "errors_total{a=\"b\"} 7\n"
        "# TYPE requests counter\n"
        "requests_total 2\n"
        "# EOF\n");
}

TEST_CASE("a histogram has its buckets, the one for +Inf, its sum and its count") {
  CHECK(Write({Histogram()}, Format::kText) ==
        "# HELP seconds Time.\n"
        "# TYPE seconds histogram\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"0.05\"} 2\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"1\"} 5\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"300\"} 8\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"+Inf\"} 9\n"
        "seconds_sum{operation=\"list_sessions\"} 12.5\n"
        "seconds_count{operation=\"list_sessions\"} 9\n");
  CHECK(Write({Histogram()}, Format::kOpenMetrics) ==
        "# HELP seconds Time.\n"
        "# TYPE seconds histogram\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"0.05\"} 2\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"1.0\"} 5\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"300.0\"} 8\n"
        "seconds_bucket{operation=\"list_sessions\",le=\"+Inf\"} 9\n"
        "seconds_sum{operation=\"list_sessions\"} 12.5\n"
        "seconds_count{operation=\"list_sessions\"} 9\n"
        "# EOF\n");
}

TEST_CASE("a histogram's own bucket for +Inf is not written twice") {
  MetricFamily family = Histogram();
  family.metric[0].label.clear();
  family.metric[0].histogram.bucket = {{9, kInfinity}};
  CHECK(Write({family}, Format::kText) ==
        "# HELP seconds Time.\n"
        "# TYPE seconds histogram\n"
        "seconds_bucket{le=\"+Inf\"} 9\n"
        "seconds_sum 12.5\n"
        "seconds_count 9\n");
}

TEST_CASE("a summary has its quantiles, its sum and its count") {
  CHECK(Write({Summary()}, Format::kText) ==
        "# TYPE latency summary\n"
        "latency{quantile=\"0.5\"} 0.25\n"
        "latency{quantile=\"1\"} +Inf\n"
        "latency_sum 1.5\n"
        "latency_count 3\n");
  CHECK(Write({Summary()}, Format::kOpenMetrics) ==
        "# TYPE latency summary\n"
        "latency{quantile=\"0.5\"} 0.25\n"
        "latency{quantile=\"1.0\"} +Inf\n"
        "latency_sum 1.5\n"
        "latency_count 3\n"
        "# EOF\n");
}

TEST_CASE("an untyped family is unknown to OpenMetrics") {
  MetricFamily family{.name = "x", .help = "", .type = MetricType::Untyped, .metric = {ClientMetric()}};
  family.metric[0].untyped.value = std::numeric_limits<double>::quiet_NaN();
  CHECK(Write({family}, Format::kText) == "# TYPE x untyped\nx NaN\n");
  CHECK(Write({family}, Format::kOpenMetrics) == "# TYPE x unknown\nx NaN\n# EOF\n");
}

TEST_CASE("a family without samples keeps its help and type, and no family is an empty page") {
  const MetricFamily family{.name = "x_total", .help = "None yet.", .type = MetricType::Counter, .metric = {}};
  CHECK(Write({family}, Format::kText) == "# HELP x_total None yet.\n# TYPE x_total counter\n");
  CHECK(Write({family}, Format::kOpenMetrics) == "# HELP x None yet.\n# TYPE x counter\n# EOF\n");
  CHECK(Write({}, Format::kText).empty());
  CHECK(Write({}, Format::kOpenMetrics) == "# EOF\n");
}

TEST_CASE("a label without a value is left out") {
  const MetricFamily family{.name = "x",
                            .help = "",
                            .type = MetricType::Gauge,
                            .metric = {Gauge({{"a", ""}, {"b", "1"}, {"c", ""}}, 1), Gauge({{"a", ""}}, 2)}};
  CHECK(Write({family}, Format::kText) == "# TYPE x gauge\nx{b=\"1\"} 1\nx 2\n");
}

TEST_CASE("quotes in a help text are escaped in OpenMetrics only, in a label in both") {
  const MetricFamily family{.name = "x",
                            .help = "Say \"a\\b\"\nor not. \xFF",
                            .type = MetricType::Gauge,
                            .metric = {Gauge({{"a", "\"\\\n\xFF"}}, 1)}};
  CHECK(Write({family}, Format::kText) ==
        "# HELP x Say \"a\\\\b\"\\nor not. \xEF\xBF\xBD\n# TYPE x gauge\nx{a=\"\\\"\\\\\\n\xEF\xBF\xBD\"} 1\n");
  CHECK(Write({family}, Format::kOpenMetrics) ==
        "# HELP x Say \\\"a\\\\b\\\"\\nor not. \xEF\xBF\xBD\n# TYPE x gauge\nx{a=\"\\\"\\\\\\n\xEF\xBF\xBD\"} 1\n# "
        "EOF\n");
}

TEST_CASE("a timestamp is in milliseconds in the text format and in seconds in OpenMetrics") {
  MetricFamily family = Summary();
  family.metric[0].timestamp_ms = 1'700'000'000'123;
  family.metric[0].summary.quantile.clear();
  CHECK(Write({family}, Format::kText) ==
        "# TYPE latency summary\nlatency_sum 1.5 1700000000123\nlatency_count 3 1700000000123\n");
  CHECK(Write({family}, Format::kOpenMetrics) ==
        "# TYPE latency summary\nlatency_sum 1.5 1700000000.123\nlatency_count 3 1700000000.123\n# EOF\n");
}

TEST_CASE("names are written as they are: who declares a metric answers for its name") {
  const MetricFamily family{
      .name = "no name", .help = "", .type = MetricType::Gauge, .metric = {Gauge({{"not a label", "1"}}, 1)}};
  CHECK(Write({family}, Format::kText) == "# TYPE no name gauge\nno name{not a label=\"1\"} 1\n");
}

/// A decimal comma and grouped digits, wherever the program's locale is asked.
class German final : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST_CASE("a page does not depend on the locale") {
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new German));
  const std::string page = Write(
      {{.name = "x", .help = "", .type = MetricType::Gauge, .metric = {Gauge({}, 1'234'567.5), Gauge({}, 1'234'567)}}},
      Format::kText);
  std::locale::global(before);
  CHECK(page == "# TYPE x gauge\nx 1234567.5\nx 1234567\n");
}

}  // namespace
}  // namespace workspace_exporter
