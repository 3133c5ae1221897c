#include "metrics/exporter_metrics.h"

#include <algorithm>
#include <array>

#include "metrics/family_set.h"

namespace workspace_exporter {
namespace {

constexpr std::array kResults = {"collected", "shared", "cached", "stale", "failed"};  // in the order of ScrapeResult
constexpr const char* kRejected = "rejected";

}  // namespace

ExporterMetrics::ExporterMetrics(prometheus::Registry& registry, const BuildInfo& build)
    : scrapes_(prometheus::BuildCounter()
                   .Name("workspace_exporter_scrapes_total")
                   .Help("Scrapes, by where their figures came from.")
                   .Register(registry)),
      // As Prometheus and Alertmanager name them, so that the same alerts fit.
      config_taken_(prometheus::BuildGauge()
                        .Name("workspace_exporter_config_last_reload_successful")
                        .Help("Whether configuration and web configuration were taken when they were last read.")
                        .Register(registry)
                        .Add({})),
      config_taken_at_(prometheus::BuildGauge()
                           .Name("workspace_exporter_config_last_reload_success_timestamp_seconds")
                           .Help("When what is newest of the configuration in force was read.")
                           .Register(registry)
                           .Add({})) {
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

void ExporterMetrics::ConfigTaken(Configuration which, WallTime now) {
  const std::lock_guard lock(mutex_);
  refused_.at(static_cast<std::size_t>(which)) = false;
  config_taken_.Set(std::ranges::count(refused_, true) == 0 ? 1 : 0);
  config_taken_at_.Set(ToUnixSeconds(now));
}

void ExporterMetrics::ConfigRefused(Configuration which) {
  const std::lock_guard lock(mutex_);
  refused_.at(static_cast<std::size_t>(which)) = true;
  config_taken_.Set(0);
}

void ExporterMetrics::ScrapeRejected() { scrapes_.Add({{"result", kRejected}}).Increment(); }

}  // namespace workspace_exporter
