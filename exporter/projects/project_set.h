#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "exporter/projects/project.h"

namespace workspace_exporter {

using ProjectList = std::vector<std::shared_ptr<Project>>;

/// The projects that are served, which a reload exchanges as a whole. Thread-safe.
class ProjectSet final {
 public:
  /// Makes a project of its options.
  using Make = std::function<Result<std::shared_ptr<Project>>(const ProjectOptions&)>;

  /// What `make` uses outlives the set.
  explicit ProjectSet(Make make) : make_(std::move(make)) {}

  /// As they are now; they stay while somebody has the list: in a variable, since a loop over `*List()` keeps nothing.
  std::shared_ptr<const ProjectList> List() const;

  /// Serves the projects of these options from now on. One whose options have not changed stays as it is, with its
  /// table and its counters. Where one cannot be made, nothing changes.
  Result<Done> Replace(const std::vector<ProjectOptions>& wanted);
  /// Lets go of those that are no longer served, as far as their last collection has ended.
  void DropRetired();
  /// Ends all waiting, and sends no request any more.
  void Stop();

 private:
  const Make make_;
  mutable std::mutex mutex_;
  std::shared_ptr<const ProjectList> list_ = std::make_shared<const ProjectList>();
  ProjectList retired_;
};

}  // namespace workspace_exporter
