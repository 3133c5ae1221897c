#pragma once

#include <string>
#include <string_view>

#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// Which part of which file is read, for the faults.
struct ConfigPart {
  const std::string& file;
  std::string name = {};  ///< "defaults" or "projects[3]"; empty: the file itself
  bool is_project = false;
};

/// "FILE:LINE:COLUMN: PART.KEY"
std::string NameOf(const ConfigPart& part, const ConfigNode& key, std::string_view written);

/// The settings of `defaults`, or of a project, each named by its place. What is no setting of a project is a fault.
/// The key `name` of a project is the setting `project`.
Settings ReadConfigEntry(const ConfigNode& entry, const ConfigPart& part, Faults& faults);

/// The value of each key in a map, the first where one is given twice; that, and what is no key, is a fault. Refers to
/// `map`.
struct ConfigField {
  const ConfigNode& key;
  const ConfigNode& value;
};
std::vector<ConfigField> FieldsOf(const ConfigNode& map, const ConfigPart& part, Faults& faults);

}  // namespace workspace_exporter
