#include "metrics/api_metrics.h"

#include <optional>

#include <doctest/doctest.h>

#include "support/families.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using Samples = std::map<Labels, double>;

/// Pages to one scraper, which has been given all those before.
struct ApiBench {
  prometheus::Registry registry;
  std::uint64_t page = 0;
  ApiMetrics metrics{registry, [this](const std::string& /*project*/) { return page; }};

  std::vector<prometheus::MetricFamily> Show(const std::string& project) {
    FamilySet families;
    ++page;
    metrics.AddTo(families, project, {.number = page, .given = page - 1, .before = page - 1, .at = SteadyTime(1h)});
    return std::move(families).Take();
  }
  Samples SamplesFor(const std::string& project, const std::string& family) {
    return SamplesOf(Show(project), "huaweicloud_workspace_" + family).value_or(Samples());
  }
  std::size_t Histograms() const {
    for (const auto& family : registry.Collect()) {
      if (family.name == "huaweicloud_workspace_api_request_duration_seconds") return family.metric.size();
    }
    return 0;
  }
};

Labels OperationLabels(const std::string& operation, const std::string& code = "") {
  Labels labels = {{"project", "p"}, {"operation", operation}};
  if (!code.empty()) labels["code"] = code;
  return labels;
}

TEST_CASE("the series of a project go with it") {
  ApiBench bench;
  const ApiMetrics::Project stays(bench.metrics, "stays");
  {
    const ApiMetrics::Project goes(bench.metrics, "goes");
    for (const char* project : {"stays", "goes"}) {
      bench.metrics.Sent(project, "list_sessions", 200, 1ms);
      bench.metrics.Sent(project, "sign_in", std::nullopt, 1ms);
      bench.metrics.Retried(project, "sign_in");
    }
    CHECK(bench.SamplesFor("goes", "api_requests_total").size() == 2);
    CHECK(bench.SamplesFor("goes", "api_retries_total").size() == 1);
  }
  CHECK(bench.Show("goes").empty());
  CHECK(bench.SamplesFor("stays", "api_requests_total").size() == 2);
}

TEST_CASE("a project of the same name keeps the series of the one before") {
  ApiBench bench;
  const ApiMetrics::Project next(bench.metrics, "p");
  {
    const ApiMetrics::Project before(bench.metrics, "p");
    bench.metrics.Sent("p", "list_sessions", 200, 1ms);
  }
  CHECK(bench.SamplesFor("p", "api_requests_total") == Samples{{OperationLabels("list_sessions", "200"), 1}});
}

TEST_CASE("a request that ends after its project has gone brings no series back") {
  ApiBench bench;
  { const ApiMetrics::Project gone(bench.metrics, "gone"); }
  bench.metrics.Sent("gone", "list_sessions", 200, 1ms);
  bench.metrics.Retried("gone", "list_sessions");
  CHECK(bench.Show("gone").empty());
}

TEST_CASE("what may come is shown as 0 from the start, each with the answer that it should have") {
  ApiBench bench;
  const ApiMetrics::Project project(bench.metrics, "p");
  bench.metrics.MayCome("p", "list_sessions");
  bench.metrics.MayCome("p", "sign_in");
  bench.metrics.MayBeRetried("p", "list_sessions");
  CHECK(bench.SamplesFor("p", "api_requests_total") ==
        Samples{{OperationLabels("list_sessions", "200"), 0}, {OperationLabels("sign_in", "201"), 0}});
  CHECK(bench.SamplesFor("p", "api_retries_total") == Samples{{OperationLabels("list_sessions"), 0}});
  CHECK(bench.Histograms() == 6);
}

TEST_CASE("a code that comes later is shown as 0 first; what came before the first page is on that") {
  ApiBench bench;
  const ApiMetrics::Project project(bench.metrics, "p");
  bench.metrics.Sent("p", "list_sessions", 200, 1ms);
  CHECK(bench.SamplesFor("p", "api_requests_total") == Samples{{OperationLabels("list_sessions", "200"), 1}});
  bench.metrics.Sent("p", "list_sessions", 200, 1ms);
  bench.metrics.Sent("p", "list_sessions", 502, 1ms);
  bench.metrics.Retried("p", "list_sessions");
  const auto page = bench.Show("p");
  CHECK(SamplesOf(page, "huaweicloud_workspace_api_requests_total") ==
        Samples{{OperationLabels("list_sessions", "200"), 2}, {OperationLabels("list_sessions", "502"), 0}});
  CHECK(SamplesOf(page, "huaweicloud_workspace_api_retries_total") == Samples{{OperationLabels("list_sessions"), 0}});
  bench.metrics.Sent("p", "list_sessions", 502, 1ms);
  CHECK(bench.SamplesFor("p", "api_requests_total").at(OperationLabels("list_sessions", "502")) == 2);
  CHECK(bench.SamplesFor("p", "api_retries_total").at(OperationLabels("list_sessions")) == 1);
}

}  // namespace
}  // namespace workspace_exporter
