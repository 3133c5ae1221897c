#pragma once

#include <span>
#include <string_view>

namespace workspace_exporter {

/// Flags of features that this version does not have: setting one is a fault.
std::span<const std::string_view> UnsupportedFlags();

/// Flags that are validated, but change nothing in this version.
std::span<const std::string_view> FlagsWithoutEffect();

}  // namespace workspace_exporter
