#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace workspace_exporter::simulator {

/// So many requests in any span of that length; 0: as many as come.
struct Limit {
  std::int64_t requests = 0;
  double seconds = 60;
  bool counts_rejected = true;  ///< refused requests fill the window as well
};

/// The requests of one counted party. Not thread-safe.
class SlidingWindow final {
 public:
  using Seconds = double;

  /// Counts one request at this time; where it is over the limit, the time until one would be let through.
  std::optional<Seconds> Spend(const Limit& limit, Seconds now);

 private:
  std::deque<Seconds> counted_;
};

}  // namespace workspace_exporter::simulator
