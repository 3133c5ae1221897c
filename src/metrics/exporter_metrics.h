#pragma once

#include <string>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include "base/clock.h"
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
  /// The configuration was read at the start, or again: taken, or refused as a whole.
  void ConfigTaken(WallTime now);
  void ConfigRefused();

 private:
  prometheus::Family<prometheus::Counter>& scrapes_;
  prometheus::Gauge& config_taken_;
  prometheus::Gauge& config_taken_at_;
};

}  // namespace workspace_exporter
