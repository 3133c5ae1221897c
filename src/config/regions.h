#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/origin.h"

namespace workspace_exporter {

// Where the services of a region are, as the vendor's SDKs have it.

/// The API that lists sessions. Nothing for a region that Workspace is not known to be in.
std::optional<Origin> WorkspaceOf(std::string_view region);

/// IAM: the global one where the region has none of its own. Nothing for a region that is not known at all.
std::optional<Origin> IamOf(std::string_view region);

/// STS: that of cn-north-4 for a region which is not known to have it.
Origin StsOf(std::string_view region);

/// Those of WorkspaceOf.
std::vector<std::string> RegionNames();

}  // namespace workspace_exporter
