#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/program_options.h"
#include "exporter/flags.h"
#include "project_fixture.h"

namespace workspace_exporter {

/// What the program reads where --config_file names a file of this text, with more flags and variables.
inline OptionsOrFaults ReadConfigOf(const std::string& yaml, const std::vector<const char*>& flags = {},
                                    std::vector<const char*> environment = {}, FileTexts files = SomeFileTexts()) {
  files["config.yaml"] = yaml;
  std::vector<const char*> line = {"program", "--config_file=config.yaml"};
  line.insert(line.end(), flags.begin(), flags.end());
  environment.push_back(nullptr);
  return ReadOptions(static_cast<int>(line.size()), line.data(), environment.data(), FakeFileReader(files));
}

inline Faults FaultsOf(const OptionsOrFaults& read) {
  const auto* const faults = std::get_if<Faults>(&read);
  return faults == nullptr ? Faults{} : *faults;
}

}  // namespace workspace_exporter
