#include "config/config_projects.h"

#include <map>

#include <fmt/format.h>

#include "config/config_identities.h"

namespace workspace_exporter {
namespace {

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

}  // namespace

Setting OwnPlaceOf(const PlacedProject& project, std::string_view setting) {
  const auto found = project.settings.find(setting);
  const std::string key = fmt::format("{}.{}", project.name, setting == "project" ? "name" : setting);
  if (found != project.settings.end() && found->second.named.ends_with(" " + key)) return found->second;
  return {.named = fmt::format("{}.{}", project.place, setting)};
}

void CheckTogether(const std::vector<PlacedProject>& projects, Faults& faults) {
  CheckNames(projects, faults);
  CheckIdentities(projects, faults);
}

}  // namespace workspace_exporter
