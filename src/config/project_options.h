#pragma once

#include "config/files.h"
#include "config/options.h"
#include "config/setting_reader.h"
#include "config/sign_in_options.h"

namespace workspace_exporter {

/// What the settings of a project are validated against.
struct ProjectContext {
  const Files& files;
  SignInEnvironment environment = {};
  bool allow_plain_http = false;
};

/// The settings of one project, wherever they come from. The name of the project is the setting `project`.
ProjectOptions ReadProject(SettingReader& settings, const ProjectContext& context);

}  // namespace workspace_exporter
