#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

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

/// Faults of projects taken together: a name that two of them have, one that would name two identities, and what is of
/// one identity but differs between its projects.
void CheckTogether(const std::vector<PlacedProject>& projects, Faults& faults);

}  // namespace workspace_exporter
