#pragma once

#include <string>
#include <vector>

#include "config/flag_collector.h"

namespace workspace_exporter {

/// A few flags of every kind.
inline const FlagSpecs& SomeFlags() {
  using Places = FlagSpec::Places;
  static const FlagSpecs kSpecs = {{.name = "flagfile", .places = Places::kNotInFlagfile},
                                   {.name = "help", .boolean = true, .places = Places::kCommandLine},
                                   {.name = "iam_password_file"},
                                   {.name = "once", .boolean = true},
                                   {.name = "page_size"},
                                   {.name = "project"}};
  return kSpecs;
}

/// "name=value" of each, in the order of the names.
inline std::vector<std::string> Given(const SourceFlags& flags) {
  std::vector<std::string> given;
  for (const auto& [name, setting] : flags.settings) given.push_back(name + "=" + setting.value);
  return given;
}

}  // namespace workspace_exporter
