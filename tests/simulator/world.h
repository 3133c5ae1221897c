#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "simulator/churn.h"
#include "simulator/population.h"
#include "simulator/simulated_clock.h"
#include "simulator/simulated_query.h"

namespace workspace_exporter::simulator {

/// What one request gets to see of a listing.
struct PageRows {
  std::int64_t count = 0;  ///< of the whole listing
  std::vector<RowPtr> rows;
};

/// Sessions and the settings that they follow, under one lock; knows when sessions change. Thread-safe.
class World final {
 public:
  /// The clock has to be in the settings' mode, and to outlive this.
  World(const SimulatedClock& clock, const Settings& settings);

  /// The same holds for the clock.
  void Apply(const Settings& changed);

  PageRows ReadPage(const ListQuery& query);

  /// Plays the seconds up to now; a stepped clock has moved on by them, with a real one they are pressed into the time
  /// since the last.
  nlohmann::json Play(double seconds, EpochMs now);
  /// {"now", "version", "sessions"}: the truth.
  nlohmann::json Sessions();
  /// {"now", "version", "changes"}: every record that came about after this version, oldest first.
  nlohmann::json Changes(std::uint64_t since);
  /// Inserts or replaces sessions from a list of JSON objects; throws std::invalid_argument or a JSON exception.
  void Put(const nlohmann::json& sessions);
  void Remove(const std::string& id);
  /// From now on rows that change carry this name of the group.
  void RenameGroup(const std::string& group_id, const std::string& name);

 private:
  void CatchUp();
  void ShiftIfDue(const ListQuery& query);
  const std::vector<std::uint32_t>& Listing(const ListQuery& query);

  const SimulatedClock& clock_;
  std::mutex mutex_;
  Settings settings_;
  Population population_;
  ChurnEngine churn_;
  Random random_;
  EpochMs played_until_;
  std::int64_t pages_read_ = 0;
  std::uint64_t listings_version_ = 0;
  std::unordered_map<std::string, std::vector<std::uint32_t>> listings_;
};

}  // namespace workspace_exporter::simulator
