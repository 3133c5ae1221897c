#pragma once

#include <string>
#include <vector>

#include "config/options.h"
#include "config/setting.h"

namespace workspace_exporter {

/// A project of a configuration file, with its settings, whose names tell where they stand.
struct PlacedProject {
  std::string place = {};  ///< "FILE:LINE:COLUMN: projects[3]"
  Settings settings = {};
  ProjectOptions options = {};
};

/// Faults of projects taken together: a name that two of them have, and one that would name two identities.
void CheckTogether(const std::vector<PlacedProject>& projects, Faults& faults);

}  // namespace workspace_exporter
