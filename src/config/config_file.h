#pragma once

#include <vector>

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

inline constexpr std::size_t kMostProjects = 1000;

/// The projects of the YAML file that `path` names: its keys `defaults` and `projects`. A project's settings go before
/// the file's defaults, and those before what `flags` holds of a project's settings. Every fault
/// names file, line and column.
std::vector<ProjectOptions> ReadConfigFile(const Setting& path, const Settings& flags, const SettingContext& context,
                                           Faults& faults);

}  // namespace workspace_exporter
