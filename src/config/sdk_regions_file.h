#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/setting_reader.h"

namespace workspace_exporter {

/// The service's name in the variables and files of Huawei Cloud's SDKs.
inline constexpr std::string_view kSdkService = "WORKSPACEAPP";

// The file in which Huawei Cloud's SDKs look for the endpoints of a region (huaweicloud-sdk-go-v3,
// core/region/profile_region_cache.go): YAML, of each service, in any case, a list of maps with `id`, and `endpoint` or
// a list of `endpoints`.
inline constexpr std::string_view kSdkRegionsFile = "~/.huaweicloud/regions.yaml";
inline constexpr const char* kSdkRegionsFileVariable = "HUAWEICLOUD_SDK_REGIONS_FILE";

/// The endpoints of Workspace in a region, each once, in the text of such a file; none where it says nothing of them. A
/// fault begins with `file`, line and column, and repeats no value.
std::vector<std::string> EndpointsInRegionsFile(std::string_view text, const std::string& file, std::string_view region,
                                                Faults& faults);

}  // namespace workspace_exporter
