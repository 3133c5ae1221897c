#include "metrics/exporter_metrics.h"

#include <array>

#include <prometheus/gauge.h>

namespace workspace_exporter {
namespace {

constexpr std::array kResults = {"collected", "shared", "cached", "stale", "failed"};  // in the order of ScrapeResult
constexpr const char* kRejected = "rejected";

}  // namespace

ExporterMetrics::ExporterMetrics(prometheus::Registry& registry, const BuildInfo& build)
    : scrapes_(prometheus::BuildCounter()
                   .Name("workspace_exporter_scrapes_total")
                   .Help("Scrapes, by where their figures came from.")
                   .Register(registry)) {
  for (const char* result : kResults) scrapes_.Add({{"result", result}});
  scrapes_.Add({{"result", kRejected}});
  prometheus::BuildGauge()
      .Name("workspace_exporter_build_info")
      .Help("What was built, and with what; always 1.")
      .Register(registry)
      .Add({{"version", build.version}, {"revision", build.revision}, {"compiler", build.compiler}})
      .Set(1);
}

void ExporterMetrics::Scraped(ScrapeResult result) {
  scrapes_.Add({{"result", kResults[static_cast<std::size_t>(result)]}}).Increment();
}

void ExporterMetrics::ScrapeRejected() { scrapes_.Add({{"result", kRejected}}).Increment(); }

}  // namespace workspace_exporter
