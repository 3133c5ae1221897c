#pragma once

#include "access/access_context.h"
#include "base/clock.h"
#include "collection/thread_budget.h"
#include "exporter/log/log.h"
#include "exporter/scrapers/scrapers.h"
#include "metrics/api_metrics.h"
#include "workspace/page_parser.h"

namespace workspace_exporter {

/// What all projects share. Outlives them.
struct ProjectContext {
  Clock& clock;
  AccessContext& access;
  ThreadBudget& threads;
  ApiMetrics& metrics;
  const Scrapers& scrapers;
  const Log& log;
  SessionPageParser& page_parser;
};

}  // namespace workspace_exporter
