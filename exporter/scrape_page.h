#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <prometheus/registry.h>

#include "base/clock.h"
#include "exporter/project.h"
#include "metrics/exporter_metrics.h"
#include "metrics/process_metrics.h"
#include "web/http_message.h"

namespace workspace_exporter {

struct ScrapeOptions {
  Milliseconds timeout = {};  ///< where the scrape does not tell its own
  Milliseconds offset = {};   ///< a scrape answers so much before its time-out
};

/// By when a scrape has to be answered: its X-Prometheus-Scrape-Timeout-Seconds, where that is a number above the
/// offset (two minutes at most), else the default; less the offset.
Milliseconds ScrapeBudget(std::string_view header, const ScrapeOptions& options);

/// Answers GET and HEAD of /metrics. Thread-safe.
class ScrapePage final {
 public:
  ScrapePage(const Clock& clock, ScrapeOptions options, prometheus::Registry& registry, ExporterMetrics& metrics,
             std::vector<std::unique_ptr<Project>>& projects);

  WebResponse Answer(const WebRequest& request);
  /// The families of a page: of the projects as they are now where `with_projects`, and the exporter's own.
  std::vector<prometheus::MetricFamily> Families(bool with_projects);
  /// Has every project collect, and waits for that until the deadline.
  void Refresh(Deadline deadline);

 private:
  const Clock& clock_;
  const ScrapeOptions options_;
  prometheus::Registry& registry_;
  ExporterMetrics& metrics_;
  const ProcessMetrics process_metrics_;
  std::vector<std::unique_ptr<Project>>& projects_;
};

}  // namespace workspace_exporter
