#include "config/config_value.h"

#include <algorithm>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

bool IsText(const ConfigNode& node) { return node.kind == Kind::kText; }

Checked<std::string> ListText(const ConfigNode& list) {
  if (list.children.empty()) return {.problem = "an empty list; leave the key out for the default"};
  if (!std::ranges::all_of(list.children, IsText)) return {.problem = "every item of the list must be a text"};
  std::string text;
  for (const ConfigNode& item : list.children) text += fmt::format("{}{}", text.empty() ? "" : ",", item.text);
  return {.value = std::move(text)};
}

Checked<std::string> MapText(const ConfigNode& map) {
  if (map.children.empty()) return {.problem = "an empty map; leave the key out for the default"};
  std::string text;
  for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
    const ConfigNode& key = map.children[i];
    const ConfigNode& value = map.children[i + 1];
    if (!IsText(key) || !IsText(value)) return {.problem = "every state of the map must have a duration such as 8h"};
    text += fmt::format("{}{}={}", text.empty() ? "" : ",", key.text, value.text);
  }
  return {.value = std::move(text)};
}

std::string_view Wanted(std::string_view name) {
  if (name == "group_by") return "a list of labels, or a text with commas between them";
  if (name == "overdue") return "a map such as {Disconnected: 8h}, or a text such as Disconnected=8h";
  return "one value";
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

Checked<std::string> FlagTextOf(std::string_view name, const ConfigNode& value) {
  if (value.kind == Kind::kNothing || value.kind == Kind::kText) return {.value = value.text};
  if (name == "group_by" && value.kind == Kind::kList) return ListText(value);
  if (name == "overdue" && value.kind == Kind::kMap) return MapText(value);
  return {.problem = fmt::format("must be {}, not {}", Wanted(name), KindName(value))};
}

}  // namespace workspace_exporter
