#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace workspace_exporter {

struct RegionEndpoints {
  std::string workspace;  ///< base URL of the API that lists sessions
  std::string iam;        ///< base URL of IAM
};

/// Nothing for a region that Workspace is not known to be in.
std::optional<RegionEndpoints> FindRegion(std::string_view region);

std::vector<std::string> RegionNames();

}  // namespace workspace_exporter
