#include "exporter/projects/project_set.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {

std::shared_ptr<const ProjectList> ProjectSet::List() const {
  const std::lock_guard lock(mutex_);
  return list_;
}

Result<Done> ProjectSet::Replace(const std::vector<ProjectOptions>& wanted) {
  const std::shared_ptr<const ProjectList> before = List();
  auto next = std::make_shared<ProjectList>();
  for (const ProjectOptions& options : wanted) {
    const auto same = std::ranges::find(*before, options, [](const auto& project) { return project->options(); });
    if (same != before->end()) {
      next->push_back(*same);
      continue;
    }
    Result<std::shared_ptr<Project>> made = make_(options);
    if (!made) return std::move(made).error().Within(fmt::format("project {}", options.name));
    next->push_back(*std::move(made));
  }
  // An identity outlives the reload that changes its quota.
  for (const auto& project : *next) project->TakeQuota();
  const std::lock_guard lock(mutex_);
  for (const auto& project : *before) {
    if (std::ranges::find(*next, project) != next->end()) continue;
    project->Stop();
    retired_.push_back(project);
  }
  list_ = std::move(next);
  return Done{};
}

void ProjectSet::DropRetired() {
  ProjectList gone;  // destroyed last, so that nobody waits for their threads with the lock
  const std::lock_guard lock(mutex_);
  std::erase_if(retired_, [&](const auto& project) {
    if (project->View().collecting) return false;
    gone.push_back(project);
    return true;
  });
}

void ProjectSet::Stop() {
  const std::lock_guard lock(mutex_);
  for (const auto& project : *list_) project->Stop();
}

}  // namespace workspace_exporter
