#include "config/config_entry.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "config/config_value.h"
#include "config/flag_table.h"
#include "config/inline_secret.h"
#include "config/setting_reader.h"
#include "config/yaml_reader.h"

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

}  // namespace

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

}  // namespace workspace_exporter
