#include "config/config_file.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "config/config_entry.h"
#include "config/config_layout.h"
#include "config/config_projects.h"
#include "config/config_value.h"
#include "config/files.h"
#include "config/flag_table.h"
#include "config/identity_name.h"
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
    CheckTogether(projects_, faults_);
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
