#include "config/regions.h"

#include <set>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Names = std::set<std::string>;

TEST_CASE("five regions of China have the host appstream, all others workspace") {
  const Names appstream = {"cn-north-4", "cn-north-9", "cn-east-3", "cn-south-1", "cn-southwest-2"};
  for (const std::string& region : RegionNames()) {
    CAPTURE(region);
    const auto api = WorkspaceOf(region);
    REQUIRE(api);
    CHECK(HostAndPort(*api) ==
          (appstream.contains(region) ? "appstream." : "workspace.") + region + ".myhuaweicloud.com:443");
    CHECK(api->tls);
  }
  CHECK(RegionNames().size() == 18);
  CHECK(WorkspaceOf("na-mexico-1"));
}

TEST_CASE("a region has an IAM of its own, but for two, which have the global one") {
  for (const std::string& region : RegionNames()) {
    CAPTURE(region);
    const bool is_global = region == "af-north-1" || region == "cn-north-11";
    const auto iam = IamOf(region);
    REQUIRE(iam);
    CHECK(HostAndPort(*iam) == (is_global ? "iam" : "iam." + region) + ".myhuaweicloud.com:443");
    CHECK(iam->tls);
  }
}

TEST_CASE("IAM is known also where Workspace is not") {
  CHECK(IamOf("cn-east-4")->host == "iam.cn-east-4.myhuaweicloud.com");
  CHECK(IamOf("ap-southeast-4")->host == "iam.ap-southeast-4.myhuaweicloud.com");
  CHECK(IamOf("eu-west-101")->host == "iam.eu-west-101.myhuaweicloud.eu");
  CHECK_FALSE(WorkspaceOf("cn-east-4"));
}

TEST_CASE("STS is in twelve regions, and asked in Beijing for all others") {
  const Names with_sts = {"cn-north-4",     "cn-south-1", "cn-east-3",      "cn-southwest-2",
                          "ap-southeast-1", "tr-west-1",  "ap-southeast-3", "sa-brazil-1",
                          "la-south-2",     "af-south-1", "ap-southeast-4", "ap-southeast-2"};
  Names all = with_sts;
  for (const std::string& region : RegionNames()) all.insert(region);
  for (const std::string& region : all) {
    CAPTURE(region);
    CHECK(StsOf(region).host == "sts." + (with_sts.contains(region) ? region : "cn-north-4") + ".myhuaweicloud.com");
  }
}

TEST_CASE("a region is known by its exact name alone") {
  for (const char* name : {"", "mars-north-1", "CN-NORTH-4", "cn-north-4 ", "cn-north"}) {
    CHECK_FALSE(WorkspaceOf(name));
    CHECK_FALSE(IamOf(name));
  }
}

}  // namespace
}  // namespace workspace_exporter
