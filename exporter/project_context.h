#pragma once

#include <functional>
#include <stop_token>

#include "base/clock.h"
#include "base/file.h"
#include "collection/thread_budget.h"
#include "exporter/identity.h"
#include "exporter/log.h"
#include "exporter/network.h"
#include "exporter/scrapers.h"
#include "metrics/api_metrics.h"
#include "workspace/page_parser.h"

namespace workspace_exporter {

class KeyRings;

/// What all projects share. Outlives them.
struct ProjectContext {
  Clock& clock;
  std::stop_token stop;  ///< ends every request in flight
  Network& network;
  Identities& identities;
  KeyRings& key_rings;
  ThreadBudget& threads;
  const FileReader& files;
  ApiMetrics& metrics;
  const Scrapers& scrapers;
  const Log& log;
  SessionPageParser& page_parser;
  std::function<double()> random;  ///< uniform in [0, 1); thread-safe
};

}  // namespace workspace_exporter
