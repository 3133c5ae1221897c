#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/setting_reader.h"

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

/// "text", "a list" and so on, for a fault.
std::string_view KindName(const ConfigNode& node);

/// "FILE:LINE:COLUMN", and ": NAME" where there is one.
std::string PlaceOf(const std::string& file, const ConfigNode& node, std::string_view name = {});

/// Which part of which file is read, for the faults.
struct ConfigPart {
  const std::string& file;
  std::string name = {};  ///< "defaults" or "projects[3]"; empty: the file itself
  bool is_project = false;
};

/// "FILE:LINE:COLUMN: PART.KEY"
std::string NameOf(const ConfigPart& part, const ConfigNode& key, std::string_view written);

/// The value of each key in a map, the first where one is given twice; that, and what is no key, is a fault. Refers to
/// `map`.
struct ConfigField {
  const ConfigNode& key;
  const ConfigNode& value;
};
std::vector<ConfigField> FieldsOf(const ConfigNode& map, const ConfigPart& part, Faults& faults);

}  // namespace workspace_exporter
