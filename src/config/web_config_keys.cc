#include "config/web_config_keys.h"

#include <algorithm>

#include <fmt/format.h>

#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

}  // namespace

void ReadWebConfigKeys(const ConfigNode& map, const ConfigPart& part, const std::vector<WebConfigKey>& keys,
                       Faults& faults) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const WebConfigKey& key : keys) names.push_back(key.name);
  for (const ConfigField& field : FieldsOf(map, part, faults)) {
    const auto known = std::ranges::find(keys, field.key.text, &WebConfigKey::name);
    const std::string problem =
        known == keys.end() ? "no such key" + DidYouMean(field.key.text, names, "") : known->read(field.value);
    if (!problem.empty()) faults.push_back(FaultLine({.named = NameOf(part, field.key, field.key.text)}, problem));
  }
}

std::string KindProblem(const ConfigNode& value, ConfigNode::Kind kind, std::string_view wanted) {
  if (value.kind == kind) return {};
  const bool is_empty_text = value.kind == Kind::kText && value.text.empty();
  return fmt::format("must be {}, not {}", wanted, is_empty_text ? "an empty text" : KindName(value));
}

std::string MapProblem(const ConfigNode& value) {
  return value.kind == Kind::kNothing ? "" : KindProblem(value, Kind::kMap, "a map");
}

std::string TextProblem(const ConfigNode& value) {
  return value.kind == Kind::kNothing ? "" : KindProblem(value, Kind::kText, "one value");
}

std::string ReadTexts(const ConfigNode& value, const std::function<std::string(const std::string& item)>& take) {
  if (value.kind == Kind::kNothing) return {};
  if (value.kind != Kind::kList) return fmt::format("must be a list, not {}", KindName(value));
  for (const ConfigNode& item : value.children) {
    if (item.kind == Kind::kNothing) continue;
    std::string problem = KindProblem(item, Kind::kText, "a list of texts");
    if (problem.empty()) problem = take(item.text);
    if (!problem.empty()) return problem;
  }
  return {};
}

}  // namespace workspace_exporter
