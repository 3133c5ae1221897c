#include "exporter/projects/collection_pacing.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

constexpr int kPeriodsUntilStale = 3;
constexpr int kResyncPart = 5;
/// Pages in a window, so that a resync comes to its end.
constexpr double kLeastShare = 0.01;

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
  // The fifth is the identity's: this project has as much of it as of the collections.
  const std::uint64_t of_all = of_identity_;
  const double own = of_all == 0 ? 1 : static_cast<double>(requests_) / static_cast<double>(of_all);
  const double pages = std::max(own * quota.limit / kResyncPart, kLeastShare);
  if (pages >= 1) return Quota{.limit = static_cast<int>(pages), .window = quota.window};
  return Quota{.limit = 1, .window = std::chrono::ceil<Milliseconds>(quota.window / pages)};
}

/// Of a collection of each project; of the one under way here, where it turns out to take more than expected.
std::uint64_t CollectionPacing::Requests() const {
  const std::uint64_t planned = progress_.pages_planned;
  const std::uint64_t expected = requests_;
  return of_identity_ + (planned > expected ? planned - expected : 0);
}

}  // namespace workspace_exporter
