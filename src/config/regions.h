#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/origin.h"

namespace workspace_exporter {

struct RegionEndpoints {
  Origin workspace;  ///< of the API that lists sessions
  Origin iam;
};

/// Nothing for a region that Workspace is not known to be in.
std::optional<RegionEndpoints> FindRegion(std::string_view region);

std::vector<std::string> RegionNames();

}  // namespace workspace_exporter
