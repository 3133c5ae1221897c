#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "config/config_node.h"
#include "config/setting.h"

namespace workspace_exporter {

/// The one document of a YAML file; nothing where the file is empty. `file` is for the faults, which name line and
/// column. Aliases, anchors and tags are refused: with them a small file stands for a large one, or for something else
/// than it shows. No fault repeats a piece of the text.
ConfigNode ReadYaml(std::string_view text, const std::string& file, Faults& faults);

inline constexpr std::size_t kMostConfigBytes = 1048576;
inline constexpr std::size_t kDeepestConfigNode = 8;

/// "FILE:LINE:COLUMN", and ": NAME" where there is one.
std::string PlaceOf(const std::string& file, const ConfigNode& node, std::string_view name = {});

}  // namespace workspace_exporter
