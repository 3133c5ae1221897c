#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace workspace_exporter {

/// Reads a time as ISO 8601 and RFC 3339 write it, and as loosely as the cloud's APIs do: `2024-02-27T03:47:51.182Z`,
/// with a space for the T, without a zone (UTC then), with an offset such as `+08:00`, with a fraction of any length or
/// without. What is finer than a millisecond is cut off.
std::optional<WallTime> ParseIsoTime(std::string_view text);

/// UTC, with milliseconds: `2024-02-27T03:47:51.182Z`.
std::string FormatIsoTime(WallTime time);

}  // namespace workspace_exporter
