#pragma once

#include <string>
#include <string_view>

#include "config/config_node.h"
#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The settings of `defaults`, or of a project, each named by its place. What is no setting of a project is a fault.
/// The key `name` of a project is the setting `project`.
Settings ReadConfigEntry(const ConfigNode& entry, const ConfigPart& part, Faults& faults);

/// A project of a configuration file, with its settings, whose names tell where they stand.
struct PlacedProject {
  std::string place = {};  ///< "FILE:LINE:COLUMN: projects[3]"
  std::string name = {};   ///< "projects[3]"
  Settings settings = {};
  ProjectOptions options = {};
  bool has_fault = false;  ///< so that some of the options may not be what was meant
};

/// Where a project itself says a setting, or would, for a fault: not the place of a default.
Setting OwnPlaceOf(const PlacedProject& project, std::string_view setting);

}  // namespace workspace_exporter
