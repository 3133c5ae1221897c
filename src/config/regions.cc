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

// huaweicloudsdkcore/auth/endpoint.py of the SDK for Python (3.1.219), and eu-west-101 from that of its IAM.
constexpr std::array<std::string_view, 28> kIamRegions = {
    "ae-ad-1",    "af-south-1", "ap-southeast-1", "ap-southeast-2",   "ap-southeast-3", "ap-southeast-4", "cn-east-2",
    "cn-east-3",  "cn-east-4",  "cn-east-5",      "cn-north-1",       "cn-north-12",    "cn-north-2",     "cn-north-4",
    "cn-north-9", "cn-south-1", "cn-south-2",     "cn-southwest-2",   "eu-west-0",      "eu-west-101",    "la-north-2",
    "la-south-2", "me-east-1",  "na-mexico-1",    "my-kualalumpur-1", "ru-moscow-1",    "sa-brazil-1",    "tr-west-1"};

// The same, and huaweicloudsdksts.
constexpr std::array<std::string_view, 12> kStsRegions = {
    "af-south-1", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "cn-east-3",
    "cn-north-4", "cn-south-1",     "cn-southwest-2", "la-south-2",     "sa-brazil-1",    "tr-west-1"};

template <std::size_t kSize>
bool IsOneOf(const std::array<std::string_view, kSize>& regions, std::string_view region) {
  return std::ranges::find(regions, region) != regions.end();
}

/// The region of Europe's own cloud has a domain of its own.
std::string HostOf(std::string_view service, std::string_view region) {
  return fmt::format("{}.{}.myhuaweicloud.{}", service, region, region == "eu-west-101" ? "eu" : "com");
}

}  // namespace

std::optional<Origin> WorkspaceOf(std::string_view region) {
  const auto* const found = std::ranges::find(kRegions, region, &Region::name);
  if (found == kRegions.end()) return std::nullopt;
  return Origin{.host = HostOf(found->service, region)};
}

std::optional<Origin> IamOf(std::string_view region) {
  if (IsOneOf(kIamRegions, region)) return Origin{.host = HostOf("iam", region)};
  if (WorkspaceOf(region)) return Origin{.host = "iam.myhuaweicloud.com"};
  return std::nullopt;
}

Origin StsOf(std::string_view region) {
  return {.host = HostOf("sts", IsOneOf(kStsRegions, region) ? region : "cn-north-4")};
}

std::vector<std::string> RegionNames() {
  std::vector<std::string> names;
  names.reserve(kRegions.size());
  for (const Region& region : kRegions) names.emplace_back(region.name);
  return names;
}

}  // namespace workspace_exporter
