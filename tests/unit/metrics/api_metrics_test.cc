#include "metrics/api_metrics.h"

#include <algorithm>
#include <optional>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// How many series of a family there are, of that project or of all.
std::size_t CountSeries(const prometheus::Registry& registry, const std::string& family,
                        const std::string& project = "") {
  std::size_t series = 0;
  for (const prometheus::MetricFamily& found : registry.Collect()) {
    if (found.name != "huaweicloud_workspace_" + family) continue;
    for (const prometheus::ClientMetric& metric : found.metric) {
      series += static_cast<std::size_t>(std::ranges::any_of(metric.label, [&](const auto& label) {
        return project.empty() || (label.name == "project" && label.value == project);
      }));
    }
  }
  return series;
}

struct Bench {
  prometheus::Registry registry;
  ApiMetrics metrics{registry};
};

TEST_CASE("the series of a project go with it") {
  Bench bench;
  const ApiMetrics::Project stays(bench.metrics, "stays");
  {
    const ApiMetrics::Project goes(bench.metrics, "goes");
    for (const char* project : {"stays", "goes"}) {
      bench.metrics.Sent(project, "list_sessions", 200, 1ms);
      bench.metrics.Sent(project, "sign_in", std::nullopt, 1ms);
      bench.metrics.Retried(project, "sign_in");
    }
    CHECK(CountSeries(bench.registry, "api_requests_total", "goes") == 2);
    CHECK(CountSeries(bench.registry, "api_retries_total", "goes") == 1);
  }
  CHECK(CountSeries(bench.registry, "api_requests_total", "goes") == 0);
  CHECK(CountSeries(bench.registry, "api_retries_total", "goes") == 0);
  CHECK(CountSeries(bench.registry, "api_requests_total", "stays") == 2);
  CHECK(CountSeries(bench.registry, "api_request_duration_seconds") == 2);
}

TEST_CASE("a project of the same name keeps the series of the one before") {
  Bench bench;
  const ApiMetrics::Project next(bench.metrics, "a");
  {
    const ApiMetrics::Project before(bench.metrics, "a");
    bench.metrics.Sent("a", "list_sessions", 200, 1ms);
  }
  CHECK(CountSeries(bench.registry, "api_requests_total", "a") == 1);
}

TEST_CASE("a request that ends after its project has gone brings no series back") {
  Bench bench;
  { const ApiMetrics::Project gone(bench.metrics, "gone"); }
  bench.metrics.Sent("gone", "list_sessions", 200, 1ms);
  bench.metrics.Retried("gone", "list_sessions");
  CHECK(CountSeries(bench.registry, "api_requests_total") == 0);
  CHECK(CountSeries(bench.registry, "api_retries_total") == 0);
}

}  // namespace
}  // namespace workspace_exporter
