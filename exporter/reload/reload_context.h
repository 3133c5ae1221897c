#pragma once

#include "base/clock.h"
#include "base/file.h"
#include "exporter/log/log.h"
#include "metrics/exporter_metrics.h"

namespace workspace_exporter {

/// With what a configuration is followed, and told of. Outlives whoever does.
struct ReloadContext {
  const FileReader& files;
  const Clock& clock;
  ExporterMetrics& metrics;
  const Log& log;
};

}  // namespace workspace_exporter
