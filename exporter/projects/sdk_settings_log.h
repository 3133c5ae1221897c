#pragma once

#include <string>

#include "config/options.h"
#include "exporter/log/log.h"

namespace workspace_exporter {

/// "project_id of HUAWEICLOUD_SDK_PROJECT_ID, endpoint of FILE": what the variables and files of the vendor's SDKs
/// gave; empty where they gave nothing.
std::string DescribeSdkSettings(const ProjectOptions& project);

/// Says that, and what stands there and does not hold.
void LogSdkSettings(const Log& log, const ProjectOptions& project);

}  // namespace workspace_exporter
