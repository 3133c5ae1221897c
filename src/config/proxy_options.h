#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The setting proxy, else HTTPS_PROXY or https_proxy of the environment, and then NO_PROXY or no_proxy: the first that
/// is not empty. The proxy's credentials stay in the environment, since a secret is never a setting; a proxy that is
/// named by the setting has those of the variable where that names the same one.
void ReadProxy(SettingReader& settings, Words environment, ProjectOptions& project);

}  // namespace workspace_exporter
