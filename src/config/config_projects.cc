#include "config/config_projects.h"

#include <map>
#include <set>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

/// Where a setting stands, else the project.
Setting PlaceIn(const PlacedProject& project, std::string_view setting) {
  const auto found = project.settings.find(setting);
  return {.named = found == project.settings.end() ? project.place : found->second.named};
}

void CheckNames(const std::vector<PlacedProject>& projects, Faults& faults) {
  std::map<std::string_view, const PlacedProject*> by_name;
  for (const PlacedProject& project : projects) {
    const std::string& name = project.options.name;
    if (name.empty() || PlaceIn(project, "project").named == project.place) continue;  // told already
    const auto [first, is_new] = by_name.try_emplace(name, &project);
    if (is_new) continue;
    faults.push_back(FaultLine(PlaceIn(project, "project"),
                               fmt::format("'{}' is the name of projects[{}] already; each needs its own", name,
                                           first->second - projects.data())));
  }
}

/// Two identities of the same name would be the same series twice, which Prometheus refuses with all of the scrape.
void CheckIdentities(const std::vector<PlacedProject>& projects, Faults& faults) {
  std::map<std::string_view, std::string_view> labels;  // by identity
  for (const auto& [place, settings, project] : projects) {
    labels.try_emplace(project.identity, project.identity_name.empty() ? project.name : project.identity_name);
  }
  std::set<std::string_view> names_of_projects;  // that are labels of identities which nobody named
  for (const auto& [identity, label] : labels) {
    if (identity != label) names_of_projects.insert(label);
  }
  for (const PlacedProject& project : projects) {
    if (project.options.identity_name.empty() || !names_of_projects.contains(project.options.identity_name)) continue;
    faults.push_back(FaultLine(PlaceIn(project, "identity"),
                               fmt::format("'{}' is also the name of a project that does not have this identity; give "
                                           "it to that one as well, or choose another",
                                           project.options.identity_name)));
  }
}

}  // namespace

void CheckTogether(const std::vector<PlacedProject>& projects, Faults& faults) {
  CheckNames(projects, faults);
  CheckIdentities(projects, faults);
}

}  // namespace workspace_exporter
