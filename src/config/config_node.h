#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace workspace_exporter {

/// A piece of a configuration file, and where it stands.
struct ConfigNode {
  enum class Kind : std::uint8_t { kNothing, kText, kList, kMap };

  Kind kind = Kind::kNothing;
  int line = 1;
  int column = 1;
  std::string text = {};                  ///< kText
  bool plain = false;                     ///< kText: not in quotes, so that it may stand for a number or a boolean
  std::vector<ConfigNode> children = {};  ///< kList: its items; kMap: key, value, key, value and so on
};

}  // namespace workspace_exporter
