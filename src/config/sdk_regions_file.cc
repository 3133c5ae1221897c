#include "config/sdk_regions_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "config/config_node.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

/// Collects the endpoints of one region from the lists of services.
class Endpoints final {
 public:
  Endpoints(const std::string& file, std::string_view region, Faults& faults)
      : file_(file), region_(region), faults_(faults) {}

  void ReadServices(const ConfigNode& root) {
    if (root.kind == Kind::kNothing || !Is(root, Kind::kMap, "a map of services")) return;
    for (std::size_t i = 0; i + 1 < root.children.size(); i += 2) {
      if (UpperCase(root.children[i].text) == kSdkService) ReadRegions(root.children[i + 1]);
    }
  }

  std::vector<std::string> Take() { return std::move(found_); }

 private:
  bool Is(const ConfigNode& node, Kind kind, std::string_view wanted) {
    if (node.kind == kind) return true;
    faults_.push_back(
        FaultLine({.named = PlaceOf(file_, node)}, fmt::format("must be {}, not {}", wanted, KindName(node))));
    return false;
  }

  void ReadRegions(const ConfigNode& list) {
    if (!Is(list, Kind::kList, "a list of regions")) return;
    for (const ConfigNode& entry : list.children) {
      if (Is(entry, Kind::kMap, "a map of id and endpoint") && IsOfRegion(entry)) ReadEndpoints(entry);
    }
  }

  bool IsOfRegion(const ConfigNode& entry) const {
    for (std::size_t i = 0; i + 1 < entry.children.size(); i += 2) {
      if (entry.children[i].text == "id" && entry.children[i + 1].text == region_) return true;
    }
    return false;
  }

  void ReadEndpoints(const ConfigNode& entry) {
    for (std::size_t i = 0; i + 1 < entry.children.size(); i += 2) {
      const ConfigNode& value = entry.children[i + 1];
      if (value.kind == Kind::kNothing) continue;
      if (entry.children[i].text == "endpoint") AddEndpoint(value);
      if (entry.children[i].text != "endpoints" || !Is(value, Kind::kList, "a list of endpoints")) continue;
      for (const ConfigNode& endpoint : value.children) AddEndpoint(endpoint);
    }
  }

  void AddEndpoint(const ConfigNode& value) {
    if (!Is(value, Kind::kText, "a URL")) return;
    if (!value.text.empty() && std::ranges::find(found_, value.text) == found_.end()) found_.push_back(value.text);
  }

  const std::string& file_;
  const std::string_view region_;
  Faults& faults_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> EndpointsInRegionsFile(std::string_view text, const std::string& file, std::string_view region,
                                                Faults& faults) {
  const std::size_t faults_before = faults.size();
  const ConfigNode root = ReadYamlAsGo(text, file, faults, /*warnings=*/faults);
  if (faults.size() > faults_before) return {};
  Endpoints endpoints(file, region, faults);
  endpoints.ReadServices(root);
  return endpoints.Take();
}

}  // namespace workspace_exporter
