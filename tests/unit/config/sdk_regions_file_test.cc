#include "config/sdk_regions_file.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;

struct RegionsRead {
  Lines endpoints;
  Faults faults;
};

RegionsRead ReadRegions(std::string_view text, std::string_view region = "mars-1") {
  RegionsRead read;
  read.endpoints = EndpointsInRegionsFile(text, "regions.yaml", region, read.faults);
  return read;
}

TEST_CASE("a service's name is taken in any case, a region's id as it is") {
  for (const char* const service : {"WORKSPACEAPP", "WorkspaceApp", "workspaceapp"}) {
    const std::string text = std::string(service) + ":\n  - id: mars-1\n    endpoint: 'https://a.example.com'\n";
    CHECK(ReadRegions(text).endpoints == Lines{"https://a.example.com"});
    CHECK(ReadRegions(text).faults == Lines{});
    CHECK(ReadRegions(text, "MARS-1").endpoints == Lines{});
    CHECK(ReadRegions(text, "mars-2").endpoints == Lines{});
  }
}

TEST_CASE("endpoint and endpoints are told together, each once") {
  CHECK(ReadRegions("WorkspaceApp:\n- id: mars-1\n  endpoints: [https://a, https://b]\n").endpoints ==
        Lines{"https://a", "https://b"});
  CHECK(ReadRegions("WorkspaceApp:\n- {id: mars-1, endpoint: https://a, endpoints: [https://a]}\n").endpoints ==
        Lines{"https://a"});
  CHECK(ReadRegions("WorkspaceApp:\n- {id: mars-1, endpoint: https://a}\nWORKSPACEAPP:\n- {id: mars-1, endpoint: "
                    "https://b}\n")
            .endpoints == Lines{"https://a", "https://b"});
}

TEST_CASE("other services, regions and keys are not looked at") {
  const RegionsRead read = ReadRegions(
      "ECS: 7\nWorkspaceApp:\n- endpoint: x\n- {id: mars-2, endpoint: {}}\n- {id: mars-1, note: [], endpoint: "
      "https://a}\n");
  CHECK(read.endpoints == Lines{"https://a"});
  CHECK(read.faults == Lines{});
  CHECK(ReadRegions("# nothing yet\n").faults == Lines{});
  CHECK(ReadRegions("WorkspaceApp:\n- {id: mars-1, endpoint:}\n").endpoints == Lines{});
}

TEST_CASE("what has another form is a fault by its place that repeats nothing of it") {
  for (const auto& entry : std::vector<std::pair<const char*, const char*>>{
           {"- hidden\n", "regions.yaml:1:1: must be a map of services, not a list"},
           {"WorkspaceApp:\n  id: hidden\n", "regions.yaml:2:3: must be a list of regions, not a map"},
           {"WorkspaceApp:\n- hidden\n", "regions.yaml:2:3: must be a map of id and endpoint, not a single value"},
           {"WorkspaceApp:\n- id: mars-1\n  endpoint: [hidden]\n", "regions.yaml:3:13: must be a URL, not a list"},
           {"WorkspaceApp:\n- id: mars-1\n  endpoints: hidden\n",
            "regions.yaml:3:14: must be a list of endpoints, not a single value"}}) {
    CAPTURE(entry.first);
    CHECK(ReadRegions(entry.first).faults == Lines{entry.second});
  }
  const Faults broken = ReadRegions("WorkspaceApp: [hidden").faults;
  REQUIRE(broken.size() == 1);
  CHECK(broken.front().starts_with("regions.yaml:"));
  CHECK(broken.front().find("hidden") == std::string::npos);
}

}  // namespace
}  // namespace workspace_exporter
