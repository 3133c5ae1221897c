#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace workspace_exporter {

/// The name that somebody most likely meant: one or two edits away, or one that begins with what was written. Empty
/// where none is near.
std::string NearestName(std::string_view written, const std::vector<std::string>& names);

/// "; did you mean PREFIXname?", or nothing.
std::string DidYouMean(std::string_view written, const std::vector<std::string>& names, std::string_view prefix);

}  // namespace workspace_exporter
