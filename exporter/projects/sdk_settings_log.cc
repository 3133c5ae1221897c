#include "exporter/projects/sdk_settings_log.h"

#include <vector>

#include <fmt/format.h>

namespace workspace_exporter {

std::string DescribeSdkSettings(const ProjectOptions& project) {
  std::vector<std::string> parts;
  for (const auto& [name, from] : project.sdk_settings) parts.push_back(fmt::format("{} of {}", name, from));
  return fmt::format("{}", fmt::join(parts, ", "));
}

void LogSdkSettings(const Log& log, const ProjectOptions& project) {
  if (const std::string taken = DescribeSdkSettings(project); !taken.empty()) {
    log.Info("settings of the SDKs taken", {{"project", project.name}, {"what", taken}});
  }
  for (const std::string& unused : project.unused_sdk_settings) {
    log.Warn("a setting of the SDKs does not hold", {{"project", project.name}, {"what", unused}});
  }
}

}  // namespace workspace_exporter
