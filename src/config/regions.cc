#include "config/regions.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

struct Region {
  std::string_view name;
  std::string_view service;  ///< first label of the API's host name
};

// services/workspaceapp/v1/region/region.go of huaweicloud-sdk-go-v3, and na-mexico-1 from the service's own list of
// endpoints (support.huaweicloud.com, workspace_09_0001). In the five regions with appstream, the host workspace.*
// serves desktops.
constexpr std::array<Region, 18> kRegions = {{{"af-north-1", "workspace"},
                                              {"af-south-1", "workspace"},
                                              {"ap-southeast-1", "workspace"},
                                              {"ap-southeast-2", "workspace"},
                                              {"ap-southeast-3", "workspace"},
                                              {"cn-east-3", "appstream"},
                                              {"cn-east-5", "workspace"},
                                              {"cn-north-11", "workspace"},
                                              {"cn-north-4", "appstream"},
                                              {"cn-north-9", "appstream"},
                                              {"cn-south-1", "appstream"},
                                              {"cn-southwest-2", "appstream"},
                                              {"la-north-2", "workspace"},
                                              {"la-south-2", "workspace"},
                                              {"me-east-1", "workspace"},
                                              {"na-mexico-1", "workspace"},
                                              {"sa-brazil-1", "workspace"},
                                              {"tr-west-1", "workspace"}}};

}  // namespace

std::optional<RegionEndpoints> FindRegion(std::string_view region) {
  const auto* const found = std::ranges::find(kRegions, region, &Region::name);
  if (found == kRegions.end()) return std::nullopt;
  return RegionEndpoints{.workspace = {.host = fmt::format("{}.{}.myhuaweicloud.com", found->service, region)},
                         .iam = {.host = fmt::format("iam.{}.myhuaweicloud.com", region)}};
}

std::vector<std::string> RegionNames() {
  std::vector<std::string> names;
  names.reserve(kRegions.size());
  for (const Region& region : kRegions) names.emplace_back(region.name);
  return names;
}

}  // namespace workspace_exporter
