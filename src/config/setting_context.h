#pragma once

#include "config/files.h"
#include "config/words.h"

namespace workspace_exporter {

/// What the settings of a project are validated against.
struct SettingContext {
  const FileReader& files;
  Words environment = {};
  bool allow_plain_http = false;
};

}  // namespace workspace_exporter
