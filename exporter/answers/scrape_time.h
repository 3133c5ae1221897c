#pragma once

#include <string_view>

#include "base/clock.h"

namespace workspace_exporter {

struct ScrapeOptions {
  Milliseconds timeout = {};  ///< of a scraper that does not say how long it waits
  Milliseconds offset = {};   ///< a scrape is answered so much before its time-out
};

/// How long a scrape may take.
struct ScrapeTime {
  Milliseconds budget = {};    ///< it has to be answered within
  Milliseconds patience = {};  ///< as long, if there is something to show already
};

/// `header` is X-Prometheus-Scrape-Timeout-Seconds, empty without one. The budget is that number of seconds, two
/// minutes at most, less the offset, and 0 if it is not above the offset. A scraper without the header, or with one
/// that is no number, has the default budget. But nobody knows how long it waits (Zabbix for 3 s, Telegraf for 5 s), so
/// its patience is 2 s less the offset, of which the offset takes half at most.
ScrapeTime TimeOfScrape(std::string_view header, const ScrapeOptions& options);

/// How long a scrape may wait for its figures if it has to be answered within `budget`, and writing such a page took
/// that long the last time: what is left, but half the budget at least.
Milliseconds WaitBudget(Milliseconds budget, Milliseconds writing);

}  // namespace workspace_exporter
