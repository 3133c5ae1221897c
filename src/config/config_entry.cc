#include "config/config_entry.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "config/flag_table.h"
#include "config/inline_secret.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

/// Why a key may not stand in an entry; empty where it may.
std::string KeyProblem(std::string_view key, bool is_project) {
  const bool of_project = key == "name" || key == "identity";
  if (IsOfProject(key) || (of_project && is_project)) return {};
  if (of_project) return "belongs to a project, not to the defaults";
  if (std::string problem = InlineSecretProblem(key); !problem.empty()) return problem;
  if (key == "<<") return "merge keys are not supported; what projects share belongs under defaults";
  if (key == "project") return "a project's name is its key name";
  if (FindFlag(key) != nullptr) {
    return fmt::format("holds for the whole program; give it as the flag --{}", key);
  }
  std::vector<std::string> names = ProjectFlagNames();
  if (is_project) names.insert(names.end(), {"name", "identity"});
  return "no such setting" + DidYouMean(key, names, "");
}

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

/// What a flag of that name would be given as: the text itself, or what the list of a group_by or the map of an overdue
/// stands for. Empty where there is no value.
Checked<std::string> FlagTextOf(std::string_view name, const ConfigNode& value) {
  if (value.kind == Kind::kNothing || value.kind == Kind::kText) return {.value = value.text};
  if (name == "group_by" && value.kind == Kind::kList) return ListText(value);
  if (name == "overdue" && value.kind == Kind::kMap) return MapText(value);
  return {.problem = fmt::format("must be {}, not {}", Wanted(name), KindName(value))};
}

}  // namespace

Settings ReadConfigEntry(const ConfigNode& entry, const ConfigPart& part, Faults& faults) {
  Settings settings;
  for (const ConfigField& field : FieldsOf(entry, part, faults)) {
    const std::string& key = field.key.text;
    Setting setting = {.named = NameOf(part, field.key, key)};
    std::string problem = KeyProblem(key, part.is_project);
    if (problem.empty()) {
      Checked<std::string> text = FlagTextOf(key, field.value);
      setting.value = std::move(text.value);
      problem = std::move(text.problem);
    }
    if (problem.empty()) {
      settings[key == "name" ? "project" : key] = std::move(setting);
    } else {
      faults.push_back(FaultLine(setting, problem));
    }
  }
  return settings;
}

Setting OwnPlaceOf(const PlacedProject& project, std::string_view setting) {
  const auto found = project.settings.find(setting);
  const std::string key = fmt::format("{}.{}", project.name, setting == "project" ? "name" : setting);
  if (found != project.settings.end() && found->second.named.ends_with(" " + key)) return found->second;
  return {.named = fmt::format("{}.{}", project.place, setting)};
}

}  // namespace workspace_exporter
