#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The one document of a YAML file; nothing where the file is empty. `file` is for the faults, which name line and
/// column. Aliases, anchors and tags are refused: with them a small file stands for a large one, or for something else
/// than it shows. No fault repeats a piece of the text.
ConfigNode ReadYaml(std::string_view text, const std::string& file, Faults& faults);

/// As Go's yaml.v2 does, which the exporter toolkit reads its file with: an alias stands for what it names, a tag
/// but !!binary is taken, and a second document is not looked at, which is a warning.
ConfigNode ReadYamlAsGo(std::string_view text, const std::string& file, Faults& faults, Faults& warnings);

inline constexpr std::size_t kMostConfigBytes = 1048576;
inline constexpr std::size_t kDeepestConfigNode = 8;
inline constexpr std::size_t kMostAliasedNodes = 10'000;  ///< that aliases stand for, all together

}  // namespace workspace_exporter
