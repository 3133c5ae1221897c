#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace workspace_exporter {

/// The preferred form of a date in RFC 9110, section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<WallTime> ParseHttpDate(std::string_view text);
/// What is finer than a second is cut off.
std::string FormatHttpDate(WallTime time);

}  // namespace workspace_exporter
