#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "simulator/fault.h"
#include "simulator/random.h"
#include "simulator/simulator_route.h"
#include "simulator/sliding_window.h"

namespace workspace_exporter::simulator {

/// The faults in force, and how often each has struck. Thread-safe.
class FaultPlan final {
 public:
  /// Adds those of the list; throws std::invalid_argument, and none is added then.
  void Add(const nlohmann::json& faults);
  void Clear();
  /// Each fault with "seen", the matching requests, and "struck".
  nlohmann::json ToJson() const;
  /// Those that strike this request, in the order in which they were added; a rate limit those alone that are too many.
  std::vector<Fault> Draw(const Request& request, const Route& route, std::int64_t offset);

 private:
  struct Rule {
    Fault fault;
    std::int64_t seen = 0;
    std::int64_t struck = 0;
    std::map<std::string, SlidingWindow, std::less<>> windows = {};  // of a rate limit, by whom it counts
  };

  static bool LetsThrough(Rule& rule, const Request& request);

  mutable std::mutex mutex_;
  std::vector<Rule> rules_;
  Random random_{0xFA17};
};

}  // namespace workspace_exporter::simulator
