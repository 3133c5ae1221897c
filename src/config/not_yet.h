#pragma once

#include <span>
#include <string_view>

namespace workspace_exporter {

/// Flags of features that this version does not have: setting one is a fault.
std::span<const std::string_view> UnsupportedFlags();

}  // namespace workspace_exporter
