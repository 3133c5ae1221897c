#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace workspace_exporter {

/// Reads a time in any form the API's documentation and samples show (see ParseIsoTime). kNoTime for an empty text and
/// for one before 1970 (a sample shows `0001-01-01 00:00:00` for a session that has not ended); nothing for a text that
/// is no time.
std::optional<WallTime> ParseSessionTime(std::string_view text);

/// As the query wants it: `2024-02-27T03:47:51.182Z`.
std::string FormatQueryTime(WallTime time);

}  // namespace workspace_exporter
