#pragma once

#include <nlohmann/json.hpp>

#include "simulator/population.h"

namespace workspace_exporter::simulator {

/// Lets sessions start, connect, disconnect, come back, end and fail as time passes. Not thread-safe.
class ChurnEngine final {
 public:
  explicit ChurnEngine(std::uint64_t seed) : random_(seed ^ 0xC4A2) {}

  /// Plays so many seconds of change and stamps it with times from `from` to `to`, which may be a shorter or a longer
  /// span. Returns how many sessions started, connected and so on.
  nlohmann::json Play(Population& population, const Settings& settings, double seconds, EpochMs from, EpochMs to);

 private:
  struct Due;
  Due WhatIsDue(const Settings& settings, double seconds, EpochMs at);
  void Tick(Population& population, const Settings& settings, double seconds, EpochMs at, EpochMs set_up,
            nlohmann::json& counts);

  Random random_;
  double starts_ = 0;  // fractions of events, carried to the next tick
  double failures_ = 0;
  double ends_ = 0;
  double moves_ = 0;
};

}  // namespace workspace_exporter::simulator
