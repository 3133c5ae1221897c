#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

// ASCII alone: what stands in names of flags, hosts and words of a closed list.
std::string LowerCase(std::string_view text);
std::string UpperCase(std::string_view text);

/// Without the spaces, tabs and line ends around it.
std::string_view Trimmed(std::string_view text);

}  // namespace workspace_exporter
