#include "config/regions.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("five regions of China have the host appstream, all others workspace") {
  for (const std::string& region : RegionNames()) {
    CAPTURE(region);
    const bool appstream = region == "cn-north-4" || region == "cn-north-9" || region == "cn-east-3" ||
                           region == "cn-south-1" || region == "cn-southwest-2";
    const auto endpoints = FindRegion(region);
    REQUIRE(endpoints);
    CHECK(HostAndPort(endpoints->workspace) ==
          (appstream ? "appstream." : "workspace.") + region + ".myhuaweicloud.com:443");
    CHECK(HostAndPort(endpoints->iam) == "iam." + region + ".myhuaweicloud.com:443");
    CHECK(endpoints->workspace.tls);
    CHECK(endpoints->iam.tls);
  }
  CHECK(RegionNames().size() == 18);
  CHECK(FindRegion("na-mexico-1"));
}

TEST_CASE("a region is known by its exact name alone") {
  for (const char* name : {"", "mars-north-1", "CN-NORTH-4", "cn-north-4 ", "cn-north"}) CHECK_FALSE(FindRegion(name));
}

}  // namespace
}  // namespace workspace_exporter
