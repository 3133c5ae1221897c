#pragma once

#include <array>
#include <cstdint>
#include <mutex>
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

/// What is read again by itself, and taken or refused as a whole.
enum class Configuration : std::uint8_t { kProgram, kWeb };

/// The exporter's figures about itself. Thread-safe.
class ExporterMetrics final {
 public:
  ExporterMetrics(prometheus::Registry& registry, const BuildInfo& build);

  void Scraped(ScrapeResult result);
  /// A scrape that was turned away, because too many are being answered.
  void ScrapeRejected();
  /// A configuration was read at the start, or again. Until each that was refused is taken, the last reload has failed.
  void ConfigTaken(Configuration which, WallTime now);
  void ConfigRefused(Configuration which);

 private:
  prometheus::Family<prometheus::Counter>& scrapes_;
  prometheus::Gauge& config_taken_;
  prometheus::Gauge& config_taken_at_;
  std::mutex mutex_;
  std::array<bool, 2> refused_ = {};  // guarded by mutex_; in the order of Configuration
};

}  // namespace workspace_exporter
