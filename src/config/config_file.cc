#include "config/config_file.h"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "config/config_entry.h"
#include "config/config_identities.h"
#include "config/files.h"
#include "config/flag_table.h"
#include "config/identity_name.h"
#include "config/inline_secret.h"
#include "config/project_options.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

/// What is in `settings` already stays.
void AddBelow(Settings& settings, const Settings& lower) { settings.insert(lower.begin(), lower.end()); }

Settings ProjectSettingsOf(const Settings& flags) {
  Settings settings;
  for (const auto& [name, setting] : flags) {
    if (IsOfProject(name)) settings.emplace(name, setting);
  }
  return settings;
}

/// The same fault of a default comes with every project: told once.
void AddOnce(Faults& faults, Faults more) {
  std::set<std::string> told;
  for (std::string& line : more) {
    if (told.insert(line).second) faults.push_back(std::move(line));
  }
}

std::string UnknownKey(std::string_view key) {
  if (std::string problem = InlineSecretProblem(key); !problem.empty()) return problem;
  if (IsOfProject(key)) return "belongs under defaults, or to a project";
  return "the keys of the file are defaults and projects" + DidYouMean(key, {"defaults", "projects"}, "");
}

/// The parts of a file, where they are there and of the right kind. Refers to the file's root.
struct ConfigParts {
  const ConfigNode* defaults = nullptr;
  const ConfigNode* projects = nullptr;
};

/// Anything else at the top of the file is a fault, and so is a missing list of projects.
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

/// Two projects of one name would be the same series twice.
void CheckNames(const std::vector<PlacedProject>& projects, Faults& faults) {
  std::map<std::string_view, const PlacedProject*> by_name;
  for (const PlacedProject& project : projects) {
    const std::string& name = project.options.name;
    if (name.empty() || !project.settings.contains("project")) continue;  // told already
    const auto [first, is_new] = by_name.try_emplace(name, &project);
    if (is_new) continue;
    faults.push_back(FaultLine(OwnPlaceOf(project, "project"),
                               fmt::format("'{}' is the name of projects[{}] already; each needs its own", name,
                                           first->second - projects.data())));
  }
}

/// Reads the projects of a file one by one.
class ProjectList final {
 public:
  ProjectList(const std::string& file, const SettingContext& context, Faults& faults)
      : file_(file), context_(context), faults_(faults) {}

  std::vector<ProjectOptions> Read(const ConfigNode& list, const Settings& below) {
    if (list.children.empty()) Fail(list, "projects", "an empty list; the exporter needs a project");
    if (list.children.size() > kMostProjects) {
      Fail(list, "projects", fmt::format("{} projects are more than {}", list.children.size(), kMostProjects));
      return {};
    }
    for (const ConfigNode& entry : list.children) ReadEntry(entry, below);
    CheckNames(projects_, faults_);
    CheckIdentities(projects_, faults_);
    std::vector<ProjectOptions> options;
    for (PlacedProject& project : projects_) options.push_back(std::move(project.options));
    return options;
  }

 private:
  void Fail(const ConfigNode& node, std::string_view name, std::string_view problem) {
    faults_.push_back(FaultLine({.named = PlaceOf(file_, node, name)}, problem));
  }

  void ReadEntry(const ConfigNode& entry, const Settings& below) {
    const ConfigPart part = {.file = file_, .name = fmt::format("projects[{}]", index_++), .is_project = true};
    if (entry.kind != Kind::kMap) {
      return Fail(entry, part.name, fmt::format("must be a map of settings, not {}", KindName(entry)));
    }
    const std::size_t faults_before = faults_.size();
    PlacedProject project = {.place = PlaceOf(file_, entry, part.name),
                             .name = part.name,
                             .settings = ReadConfigEntry(entry, part, faults_)};
    AddBelow(project.settings, below);
    SettingReader reader(project.settings, project.place + ".", faults_);
    if (!reader.IsSet("project")) {
      Fail(entry, part.name + ".name", "required: the value of the label project, another for each project");
    }
    project.options = ReadProject(reader, context_);
    if (project.options.identity.empty()) project.options.identity = IdentityOf(project.options.sign_in);
    project.has_fault = faults_.size() > faults_before;
    projects_.push_back(std::move(project));
  }

  const std::string& file_;
  const SettingContext& context_;
  Faults& faults_;
  std::size_t index_ = 0;
  std::vector<PlacedProject> projects_;
};

}  // namespace

std::vector<ProjectOptions> ReadConfigFile(const Setting& path, const Settings& flags, const SettingContext& context,
                                           Faults& faults) {
  const std::string& file = path.value;
  const Checked<Secret> text = ReadNamedFile(context.files, file, kMostConfigBytes);
  if (!text.problem.empty()) {
    faults.push_back(FaultLine(path, fmt::format("{}: {}", file, text.problem)));
    return {};
  }
  Faults found;
  std::vector<ProjectOptions> projects;
  const ConfigNode root = ReadYaml(text.value.Reveal(), file, found);
  if (found.empty()) {  // else the tree lacks what was refused, and everything else would be told of that
    const ConfigParts parts = FindConfigParts(root, file, found);
    Settings below;
    if (parts.defaults != nullptr) {
      below = ReadConfigEntry(*parts.defaults, {.file = file, .name = "defaults"}, found);
    }
    AddBelow(below, ProjectSettingsOf(flags));
    if (parts.projects != nullptr) {
      projects = ProjectList(file, context, found).Read(*parts.projects, below);
    }
  }
  AddOnce(faults, std::move(found));
  return projects;
}

}  // namespace workspace_exporter
