#pragma once

#include <string>
#include <vector>

#include "config/flag_collector.h"

namespace workspace_exporter {

/// "name=value" of each, in the order of the names.
inline std::vector<std::string> Given(const SourceFlags& flags) {
  std::vector<std::string> given;
  for (const auto& [name, setting] : flags.settings) given.push_back(name + "=" + setting.value);
  return given;
}

}  // namespace workspace_exporter
