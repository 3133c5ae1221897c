#include "exporter/projects/collection_pacing.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

constexpr int kPeriodsUntilStale = 3;
constexpr int kResyncPart = 5;
/// Pages in a window, so that a resync comes to its end.
constexpr double kLeastShare = 0.01;

double PagesIn(const Quota& share, Milliseconds window) {
  return static_cast<double>(share.limit) * static_cast<double>(window.count()) /
         static_cast<double>(share.window.count());
}

}  // namespace

void CollectionPacing::Expect(std::uint64_t requests) {
  const std::uint64_t before = requests_.exchange(requests);
  for (const SharedQuota& shared : quotas_) shared.requests += requests - before;  // which may wrap, and wraps back
}

Milliseconds CollectionPacing::Period() const {
  Milliseconds period = options_.min_interval;
  for (const SharedQuota& shared : quotas_) period = std::max(period, shared.quota.PeriodOf(Requests(shared)));
  return period;
}

SteadyTime CollectionPacing::NextDue(SteadyTime last_began) const {
  SteadyTime room;
  for (const SharedQuota& shared : quotas_) room = std::max(room, shared.quota.RoomFor(2 * Requests(shared)));
  const SteadyTime by_quota = std::min(last_began + Period(), room);
  return std::max({last_began + options_.min_interval, by_quota, State().closed});
}

Milliseconds CollectionPacing::MaxStaleness() const {
  return std::max(options_.max_staleness, kPeriodsUntilStale * Period());
}

std::optional<Quota> CollectionPacing::ResyncShare() const {
  std::optional<Quota> least;
  for (const SharedQuota& shared : quotas_) {
    const Quota quota = shared.quota.State().in_force;
    if (quota.limit == 0) continue;
    // The fifth is that of all who share it: this project has as much of it as of the collections.
    const std::uint64_t of_all = shared.requests;
    const double own = of_all == 0 ? 1 : static_cast<double>(requests_) / static_cast<double>(of_all);
    const double pages = std::max(own * quota.limit / kResyncPart, kLeastShare);
    const Quota share = pages >= 1 ? Quota{.limit = static_cast<int>(pages), .window = quota.window}
                                   : Quota{.limit = 1, .window = std::chrono::ceil<Milliseconds>(quota.window / pages)};
    if (!least || PagesIn(share, quota.window) < PagesIn(*least, quota.window)) least = share;
  }
  return least;
}

QuotaState CollectionPacing::State() const {
  QuotaState state;
  for (const SharedQuota& shared : quotas_) state = Tighter(shared.quota.State(), state);
  return state;
}

/// Of a collection of each project; of the one under way here, where it turns out to take more than expected.
std::uint64_t CollectionPacing::Requests(const SharedQuota& shared) const {
  const std::uint64_t planned = progress_.pages_planned;
  const std::uint64_t expected = requests_;
  return shared.requests + (planned > expected ? planned - expected : 0);
}

}  // namespace workspace_exporter
