#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace workspace_exporter {

/// A duration as Prometheus writes it (model.ParseDuration of prometheus/common): whole numbers, each with one of the
/// units y (365 days), w, d, h, m, s, ms; greatest unit first, none twice: `1h30m`, `500ms`; `0` needs no unit. Nothing
/// for any other text, nor for what is beyond 64 bits of nanoseconds, about 292 years.
std::optional<Milliseconds> ParseDuration(std::string_view text);

/// The same notation, as Prometheus prints it: years and weeks only where nothing remains, so 8 days are `8d`.
std::string FormatDuration(Milliseconds duration);

}  // namespace workspace_exporter
