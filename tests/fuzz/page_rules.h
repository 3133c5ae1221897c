#pragma once

#include <vector>

#include <prometheus/metric_family.h>

#include "support/exposition_reader.h"

namespace workspace_exporter {

/// What was read of a page is what was written to it, and nothing else.
void CheckReadBack(const std::vector<ReadFamily>& read, const std::vector<prometheus::MetricFamily>& written,
                   Format format);

}  // namespace workspace_exporter
