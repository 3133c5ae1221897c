#pragma once

#include <string>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/registry.h>

#include "collection/snapshot_source.h"

namespace workspace_exporter {

/// What program this is.
struct BuildInfo {
  std::string version;
  std::string revision;
  std::string compiler;
};

/// The exporter's figures about itself. Thread-safe.
class ExporterMetrics final {
 public:
  ExporterMetrics(prometheus::Registry& registry, const BuildInfo& build);

  void Scraped(ScrapeResult result);
  /// A scrape that was turned away, because too many are being answered.
  void ScrapeRejected();

 private:
  prometheus::Family<prometheus::Counter>& scrapes_;
};

}  // namespace workspace_exporter
