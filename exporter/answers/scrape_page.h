#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include <prometheus/registry.h>

#include "base/clock.h"
#include "exporter/answers/connection_metrics.h"
#include "exporter/answers/scrape_time.h"
#include "exporter/projects/project_set.h"
#include "exporter/scrapers/scrapers.h"
#include "metrics/exporter_metrics.h"
#include "metrics/process_metrics.h"
#include "web/http_message.h"

namespace workspace_exporter {

/// Answers GET and HEAD of /metrics and /probe. Thread-safe.
class ScrapePage final {
 public:
  ScrapePage(const Clock& clock, ScrapeOptions options, prometheus::Registry& registry, ExporterMetrics& metrics,
             const ConnectionCounts& connections, const ProjectSet& projects, Scrapers& scrapers);

  /// /metrics: all projects and the exporter's own families; with ?collect=exporter those alone.
  WebResponse Answer(const WebRequest& request);
  /// /probe?project=NAME: that project alone.
  WebResponse Probe(const WebRequest& request);

  /// The families of projects as they are now, and the exporter's own, on the page of that number: see Scrapers.
  std::vector<prometheus::MetricFamily> AllFamilies(const ProjectList& projects, std::uint64_t page) const;
  /// Has every project collect at once, and waits for that: until `patience` if one of them has something to show
  /// already, else until `deadline`.
  void Refresh(const ProjectList& projects, Deadline deadline, Deadline patience);

 private:
  /// What is not in the registry.
  void AddProcess(std::vector<prometheus::MetricFamily>& families) const;
  /// What GET of a page does first: waits for the figures of its projects. Returns the number of the page that is to be
  /// made, 0 for HEAD.
  std::uint64_t Prepare(const WebRequest& request, std::string_view subject, const ProjectList& projects,
                        Milliseconds writing);
  /// The families of projects, which are some of `all`, and of their identities, each once.
  std::vector<prometheus::MetricFamily> ProjectFamilies(const ProjectList& projects, const ProjectList& all,
                                                        std::uint64_t page) const;
  /// The answer that `write` makes, and how long that took.
  WebResponse Timed(std::atomic<Milliseconds>& writing, const std::function<WebResponse()>& write) const;
  std::vector<prometheus::MetricFamily> OwnFamilies() const;

  const Clock& clock_;
  const ScrapeOptions options_;
  prometheus::Registry& registry_;
  ExporterMetrics& metrics_;
  const ConnectionMetrics connection_metrics_;
  const ProcessMetrics process_metrics_;
  const ProjectSet& projects_;
  Scrapers& scrapers_;
  std::atomic<Milliseconds> writing_all_ = Milliseconds(0);  // the last answer of all projects
  std::atomic<Milliseconds> writing_one_ = Milliseconds(0);  // the last answer of one
};

}  // namespace workspace_exporter
