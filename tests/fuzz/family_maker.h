#pragma once

#include <vector>

#include <prometheus/metric_family.h>

#include "input.h"

namespace workspace_exporter {

/// Families with texts and values of the input's choice, and names as Write wants them.
std::vector<prometheus::MetricFamily> MakeFamilies(Input& input);

}  // namespace workspace_exporter
