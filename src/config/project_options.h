#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The settings of one project, wherever they come from. The name of the project is the setting `project`; `identity`
/// is empty where nobody named it.
ProjectOptions ReadProject(SettingReader& settings, const SettingContext& context);

}  // namespace workspace_exporter
