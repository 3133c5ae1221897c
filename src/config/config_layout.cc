#include "config/config_layout.h"

#include <fmt/format.h>

#include "config/config_entry.h"
#include "config/config_value.h"
#include "config/flag_table.h"
#include "config/inline_secret.h"
#include "config/setting_reader.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

std::string UnknownKey(std::string_view key) {
  if (std::string problem = InlineSecretProblem(key); !problem.empty()) return problem;
  if (IsOfProject(key)) return "belongs under defaults, or to a project";
  return "the keys of the file are defaults and projects" + DidYouMean(key, {"defaults", "projects"}, "");
}

}  // namespace

ConfigParts FindConfigParts(const ConfigNode& root, const std::string& file, Faults& faults) {
  ConfigParts parts;
  const ConfigPart whole = {.file = file};
  const auto fail = [&](const ConfigNode& key, std::string_view problem) {
    faults.push_back(FaultLine({.named = NameOf(whole, key, key.text)}, problem));
  };
  if (root.kind != Kind::kMap) {
    faults.push_back(
        FaultLine({.named = PlaceOf(file, root)},
                  fmt::format("the file must hold the keys defaults and projects, not {}", KindName(root))));
    return parts;
  }
  bool has_projects = false;
  for (const auto& [key, value] : FieldsOf(root, whole, faults)) {
    if (key.text == "defaults") {
      if (value.kind == Kind::kMap) parts.defaults = &value;
      if (value.kind == Kind::kText || value.kind == Kind::kList)
        fail(key, fmt::format("must be a map of settings, not {}", KindName(value)));
    } else if (key.text == "projects") {
      has_projects = true;
      if (value.kind == Kind::kList) parts.projects = &value;
      if (value.kind != Kind::kList) fail(key, fmt::format("must be a list of projects, not {}", KindName(value)));
    } else {
      fail(key, UnknownKey(key.text));
    }
  }
  if (!has_projects) fail(root, "required: the key projects, a list");
  return parts;
}

}  // namespace workspace_exporter
