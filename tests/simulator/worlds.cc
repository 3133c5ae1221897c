#include "simulator/worlds.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace workspace_exporter::simulator {
namespace {

Settings WithOwnSeed(Settings settings, std::size_t index) {
  settings.seed += index;
  return settings;
}

}  // namespace

Worlds::Worlds(const Settings& settings, std::vector<std::string> projects)
    : projects_(std::move(projects)), settings_(settings) {
  clock_.SetStepped(settings.clock == ClockMode::kStepped);
  MakeWorlds();
}

Settings Worlds::settings() const {
  const std::lock_guard lock(mutex_);
  return settings_;
}

void Worlds::Configure(const nlohmann::json& changes) {
  const std::lock_guard lock(mutex_);
  const Settings changed = Changed(settings_, changes);
  const bool others = changed.project_populations != settings_.project_populations;
  clock_.SetStepped(changed.clock == ClockMode::kStepped);
  settings_ = changed;
  if (others) return MakeWorlds();
  for (std::size_t index = 0; index < worlds_.size(); ++index) worlds_[index]->Apply(WithOwnSeed(changed, index));
}

bool Worlds::Knows(std::string_view project) const { return std::ranges::find(projects_, project) != projects_.end(); }

std::shared_ptr<World> Worlds::Of(std::string_view project) const {
  const std::lock_guard lock(mutex_);
  const auto index = static_cast<std::size_t>(std::ranges::find(projects_, project) - projects_.begin());
  return index < worlds_.size() ? worlds_[index] : worlds_.front();
}

nlohmann::json Worlds::Step(double seconds) {
  if (!(seconds > 0)) throw std::invalid_argument("seconds: must be above 0");
  const std::lock_guard lock(mutex_);
  clock_.Step(static_cast<EpochMs>(seconds * 1000));
  const EpochMs now = clock_.Now();
  nlohmann::json told = worlds_.front()->Play(seconds, now);
  if (worlds_.size() == 1) return told;
  nlohmann::json each = {{projects_.front(), told}};
  for (std::size_t index = 1; index < worlds_.size(); ++index) {
    each[projects_[index]] = worlds_[index]->Play(seconds, now);
  }
  told["projects"] = std::move(each);
  return told;
}

void Worlds::MakeWorlds() {
  const std::size_t count = settings_.project_populations ? std::max<std::size_t>(projects_.size(), 1) : 1;
  worlds_.clear();
  for (std::size_t index = 0; index < count; ++index) {
    worlds_.push_back(std::make_shared<World>(clock_, WithOwnSeed(settings_, index)));
  }
}

}  // namespace workspace_exporter::simulator
