#pragma once

#include <string>

#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The parts of a configuration file, where they are there and of the right kind. Refers to the file's root.
struct ConfigParts {
  const ConfigNode* defaults = nullptr;
  const ConfigNode* projects = nullptr;
};

/// Anything else at the top of the file is a fault, and so is a missing list of projects.
ConfigParts FindConfigParts(const ConfigNode& root, const std::string& file, Faults& faults);

}  // namespace workspace_exporter
