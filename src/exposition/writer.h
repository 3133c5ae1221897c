#pragma once

#include <string>
#include <vector>

#include <prometheus/metric_family.h>

#include "exposition/negotiation.h"

namespace workspace_exporter {

/// The families as a page, in the order given:
/// - Prometheus' text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/
/// - OpenMetrics 1.0: https://prometheus.io/docs/specs/om/open_metrics_spec/, counters as `name` with samples
///   `name_total`, no `_created`, and `# EOF` at the end.
///
/// A family without samples keeps its HELP and TYPE: nothing has happened yet. A label with an empty value is left out:
/// it is the same as none. A histogram without a bucket for +Inf gets one. A timestamp of 0 is none; others are
/// milliseconds since 1970. Help and label values may be any bytes; names of metrics and labels are taken as valid, and
/// no family may occur twice. Thread-safe.
std::string Write(const std::vector<prometheus::MetricFamily>& families, Format format);

}  // namespace workspace_exporter
