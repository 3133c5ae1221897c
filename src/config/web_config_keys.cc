#include "config/web_config_keys.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "config/config_value.h"
#include "config/near_name.h"

namespace workspace_exporter {

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

WebConfigKey Refused(std::string name, std::string why) {
  return {.name = std::move(name), .read = [why = std::move(why)](const ConfigNode& /*value*/) { return why; }};
}

std::string KindProblem(const ConfigNode& value, ConfigNode::Kind kind, std::string_view wanted) {
  const bool is_empty_text = value.kind == ConfigNode::Kind::kText && value.text.empty();
  if (value.kind == kind && !is_empty_text) return {};
  return fmt::format("must be {}, not {}", wanted, is_empty_text ? "an empty text" : KindName(value));
}

std::string ReadTexts(const ConfigNode& value, const std::function<std::string(const std::string& item)>& take) {
  if (value.kind != ConfigNode::Kind::kList) return fmt::format("must be a list, not {}", KindName(value));
  if (value.children.empty()) return "an empty list; leave the key out for the default";
  for (const ConfigNode& item : value.children) {
    std::string problem = KindProblem(item, ConfigNode::Kind::kText, "a list of texts");
    if (problem.empty()) problem = take(item.text);
    if (!problem.empty()) return problem;
  }
  return {};
}

}  // namespace workspace_exporter
