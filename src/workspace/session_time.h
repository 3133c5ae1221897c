#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace workspace_exporter {

/// Reads a time in any form the API's documentation and samples show (see ParseIsoTime). kNoTime for an empty text and
/// for one before 1970 (a sample shows `0001-01-01 00:00:00` for a session that has not ended); nothing for a text that
/// is no time.
std::optional<WallTime> ParseSessionTime(std::string_view text);

}  // namespace workspace_exporter
