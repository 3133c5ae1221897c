#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "simulator/world.h"

namespace workspace_exporter::simulator {

/// The settings, the clock, and the sessions of each project: all show the same, or with the setting
/// project_populations each has a population of its own, whose seed counts up from the setting's. Thread-safe.
class Worlds final {
 public:
  Worlds(const Settings& settings, std::vector<std::string> projects);

  SimulatedClock& clock() { return clock_; }
  Settings settings() const;
  /// Throws std::invalid_argument; nothing has changed then.
  void Configure(const nlohmann::json& changes);
  /// Whether it is one of the account's.
  bool Knows(std::string_view project) const;
  /// The project's sessions; those of the first project where it has none of its own.
  std::shared_ptr<World> Of(std::string_view project) const;
  /// As World::Step, for all projects; where there are several populations, `projects` tells what happened in each.
  nlohmann::json Step(double seconds);

 private:
  void MakeWorlds();

  const std::vector<std::string> projects_;
  SimulatedClock clock_;
  mutable std::mutex mutex_;
  Settings settings_;
  std::vector<std::shared_ptr<World>> worlds_;  // in the order of projects_; or one for all
};

}  // namespace workspace_exporter::simulator
