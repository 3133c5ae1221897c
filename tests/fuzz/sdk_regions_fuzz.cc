// The SDKs' regions.yaml.

#include <set>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "config/sdk_regions_file.h"
#include "target.h"

namespace workspace_exporter {

void Fuzz(std::string_view input) {
  Faults faults;
  const auto endpoints = EndpointsInRegionsFile(input, "regions.yaml", "mars-1", faults);
  std::set<std::string> known;
  for (const std::string& endpoint : endpoints) {
    Require(!endpoint.empty() && known.insert(endpoint).second, "an endpoint, once");
  }
  for (const std::string& fault : faults) {
    Require(fault.starts_with("regions.yaml:"), "a fault that says where it is");
    Require(fault.size() <= 2000 && IsValidUtf8(fault) && !HoldsControlCharacters(fault), "a fault on one line");
  }
}

}  // namespace workspace_exporter
