#include "config/config_node.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

constexpr std::size_t kMostKeyBytes = 64;  // of a key, in a fault

/// What is no name may be a secret that a colon or a space went wrong before: it is not repeated.
bool IsName(std::string_view key) {
  return key.size() <= kMostKeyBytes && std::ranges::all_of(key, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                  c == '<';
         });
}

}  // namespace

std::string_view KindName(const ConfigNode& node) {
  switch (node.kind) {
    case Kind::kNothing: return "nothing";
    case Kind::kText: return "a single value";
    case Kind::kList: return "a list";
    case Kind::kMap: return "a map";
  }
  return "";
}

std::string PlaceOf(const std::string& file, const ConfigNode& node, std::string_view name) {
  return fmt::format("{}:{}:{}{}{}", file, node.line, node.column, name.empty() ? "" : ": ", name);
}

std::string NameOf(const ConfigPart& part, const ConfigNode& key, std::string_view written) {
  const std::string_view dot = part.name.empty() ? "" : ".";
  return PlaceOf(part.file, key, fmt::format("{}{}{}", part.name, dot, IsName(written) ? written : "?"));
}

std::vector<ConfigField> FieldsOf(const ConfigNode& map, const ConfigPart& part, Faults& faults) {
  std::vector<ConfigField> fields;
  std::map<std::string_view, int> lines;
  for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
    const ConfigNode& key = map.children[i];
    if (key.kind != Kind::kText) {
      faults.push_back(FaultLine({.named = PlaceOf(part.file, key, part.name)},
                                 fmt::format("a key must be a name, not {}", KindName(key))));
    } else if (const auto [first, is_new] = lines.try_emplace(key.text, key.line); !is_new) {
      faults.push_back(FaultLine({.named = NameOf(part, key, key.text)},
                                 fmt::format("given twice; it stands on line {} already", first->second)));
    } else {
      fields.push_back({.key = key, .value = map.children[i + 1]});
    }
  }
  return fields;
}

}  // namespace workspace_exporter
