#include "collection/collector.h"

#include <optional>
#include <utility>

namespace workspace_exporter {
namespace {

/// So far ahead of now that no skew between the API's clock and ours, and neither reading of query_end_time, hides a
/// session.
constexpr std::chrono::days kWindowAhead(1);

/// Whether the other listing may be whole although this one is not: where the API does answer.
bool OtherListingMaySucceed(ErrorKind kind) {
  return kind == ErrorKind::kInconsistent || kind == ErrorKind::kMalformed;
}

}  // namespace

Collector::Collector(ListingReader& listings, const Clock& clock, CollectorOptions options,
                     CollectionProgress& progress)
    : listings_(listings), clock_(clock), options_(std::move(options)), progress_(progress) {}

Result<Done> Collector::Collect(const PublishSnapshot& publish) {
  progress_.pages_planned = 0;
  progress_.pages_read = 0;
  std::optional<Error> failed;
  if (auto live = Read(options_.live_lookback, {kLiveStates.begin(), kLiveStates.end()})) {
    snapshot_.live = *std::move(live);
    Publish(publish);
  } else {
    failed = std::move(live).error().Within("live sessions");
    if (!OtherListingMaySucceed(failed->kind)) return *std::move(failed);
  }
  if (auto ended = Read(options_.lookback, {})) {
    snapshot_.ended = *std::move(ended);
    CountEvents();
    Publish(publish);
  } else if (!failed) {
    failed = std::move(ended).error().Within("sessions of every state");
  }
  if (failed) return *std::move(failed);
  return Done{};
}

Result<std::shared_ptr<const Listing>> Collector::Read(Milliseconds lookback, std::vector<SessionState> states) {
  const WallTime now = clock_.Now();
  Result<Listing> listing = listings_.Read({.begin = now - lookback,
                                            .end = now + kWindowAhead,
                                            .states = std::move(states),
                                            .server_group_id = options_.server_group_id});
  if (!listing) return std::move(listing).error();
  return std::make_shared<const Listing>(*std::move(listing));
}

void Collector::CountEvents() {
  if (snapshot_.live == nullptr) return;
  options_.count_events(FindEvents(counted_, snapshot_, options_.tally));
  counted_ = {.live = snapshot_.live, .ended = snapshot_.ended};
}

void Collector::Publish(const PublishSnapshot& publish) {
  snapshot_.tally = std::make_shared<const SessionTally>(
      TallySessions(snapshot_.live.get(), snapshot_.ended.get(), options_.tally, clock_.Now()));
  publish(snapshot_);
}

}  // namespace workspace_exporter
