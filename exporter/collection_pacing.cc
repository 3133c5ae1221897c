#include "exporter/collection_pacing.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

constexpr int kPeriodsUntilStale = 3;
constexpr int kResyncPart = 5;

}  // namespace

void CollectionPacing::Expect(std::uint64_t requests) {
  const std::uint64_t before = requests_.exchange(requests);
  of_identity_ += requests - before;  // which may wrap, and wraps back
}

Milliseconds CollectionPacing::Period() const { return std::max(options_.min_interval, quota_.PeriodOf(Requests())); }

SteadyTime CollectionPacing::NextDue(SteadyTime last_began) const {
  const SteadyTime by_quota = std::min(last_began + Period(), quota_.RoomFor(2 * Requests()));
  return std::max({last_began + options_.min_interval, by_quota, quota_.State().closed});
}

Milliseconds CollectionPacing::MaxStaleness() const {
  return std::max(options_.max_staleness, kPeriodsUntilStale * Period());
}

std::optional<Quota> CollectionPacing::ResyncShare() const {
  const Quota quota = quota_.State().in_force;
  if (quota.limit == 0) return std::nullopt;
  return Quota{.limit = std::max(1, quota.limit / kResyncPart), .window = quota.window};
}

/// Of a collection of each project; of the one under way here, where it turns out to take more than expected.
std::uint64_t CollectionPacing::Requests() const {
  const std::uint64_t planned = progress_.pages_planned;
  const std::uint64_t expected = requests_;
  return of_identity_ + (planned > expected ? planned - expected : 0);
}

}  // namespace workspace_exporter
