#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace workspace_exporter {

/// The flags that may differ from project to project, and stand in the configuration file: those marked p in the
/// documentation.
const std::vector<std::string>& ProjectSettingNames();

bool IsProjectSetting(std::string_view name);

}  // namespace workspace_exporter
