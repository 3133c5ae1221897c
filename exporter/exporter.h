#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include <prometheus/registry.h>

#include "access/access_context.h"
#include "access/connections.h"
#include "access/credential_ring.h"
#include "base/clock.h"
#include "base/file.h"
#include "config/options.h"
#include "exporter/answers/scrape_page.h"
#include "exporter/api_observer.h"
#include "exporter/jitter.h"
#include "exporter/log/log.h"
#include "exporter/projects/project_set.h"
#include "exporter/scrapers/scrapers.h"
#include "http/caching_resolver.h"
#include "http/cares_resolver.h"
#include "metrics/api_metrics.h"
#include "metrics/exporter_metrics.h"
#include "web/connection_counts.h"
#include "workspace/page_parser.h"

namespace workspace_exporter {

/// The program put together: the one place, beside Project, where concrete classes meet.
class Exporter final {
 public:
  /// An error where an option turns out wrong only when it is used.
  static Result<std::unique_ptr<Exporter>> Create(const Options& options, const Log& log);
  /// Ends every request to the API first.
  ~Exporter();

  ScrapePage& scrape_page() { return scrape_page_; }
  ProjectSet& projects() { return projects_; }
  /// What the listening side counts its connections in, for the page.
  ConnectionCounts& connections() { return connections_; }
  ExporterMetrics& metrics() { return exporter_metrics_; }
  Clock& clock() { return clock_; }
  /// Ends every request to the API, and all waiting for one.
  void Stop();

 private:
  Exporter(const Options& options, const Log& log);

  SystemClock clock_;
  SystemFileReader files_;
  Jitter jitter_;
  SessionPageParser page_parser_;
  std::stop_source stop_;
  CaresResolver look_up_;
  CachingResolver resolver_;
  Connections outgoing_;
  Network network_;
  Identities identities_;
  CredentialRings rings_;
  ThreadBudget threads_;
  prometheus::Registry registry_;
  Scrapers scrapers_;
  ApiMetrics api_metrics_;
  ApiObserver api_observer_;
  AccessContext access_;
  ExporterMetrics exporter_metrics_;
  ConnectionCounts connections_;
  ProjectContext context_;
  ProjectSet projects_;
  ScrapePage scrape_page_;
};

}  // namespace workspace_exporter
