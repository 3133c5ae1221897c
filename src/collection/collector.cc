#include "collection/collector.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>

#include "collection/collection_cost.h"
#include "collection/reconcile.h"

namespace workspace_exporter {
namespace {

/// So far ahead of now that no skew between the API's clock and ours, and neither reading of query_end_time, hides a
/// session.
constexpr std::chrono::days kWindowAhead(1);

/// After so many in a row no update is tried for a while: the API's counts do not say what its lists do.
constexpr int kDisagreementsAtMost = 5;
/// Of a full listing, while the list does not stand still.
constexpr int kListingAttempts = 3;
/// How old the first pages of a listing may be at its end. The live sessions are listed again in between as often, or
/// half of the time.
constexpr std::chrono::minutes kOld(1);
constexpr std::string_view kEveryState = "sessions of every state";

/// Whether the other listing may be whole although this one is not: where the API does answer.
bool OtherListingMaySucceed(ErrorKind kind) {
  return kind == ErrorKind::kInconsistent || kind == ErrorKind::kMalformed;
}

}  // namespace

Collector::Collector(ListingReader& listings, const Clock& clock, CollectorOptions options,
                     CollectionProgress& progress)
    : listings_(listings),
      clock_(clock),
      options_(std::move(options)),
      progress_(progress),
      updater_(listings, clock),
      resync_(listings, clock, options_.resync) {}

Result<Done> Collector::Collect(const PublishSnapshot& publish) {
  try {
    return CollectOnce(publish);
  } catch (const std::exception&) {
    // Listings that were being put together may be in pieces; what was published is whole.
    full_.reset();
    resync_.Abandon();
    throw;
  }
}

Result<Done> Collector::CollectOnce(const PublishSnapshot& publish) {
  progress_.pages_planned = 0;
  progress_.pages_read = 0;
  last_was_full_ = MustReadInFull();
  std::optional<Result<ListingUpdater::Counts>> before;
  if (!last_was_full_) {
    // An API that hangs is told after one page that has failed for good. If it hangs for the counts alone, the
    // next collection still brings the live sessions, which it begins with.
    if (std::exchange(counting_hung_, false)) {
      if (Result<Done> live = ReadLive(publish); !live && !OtherListingMaySucceed(live.error().kind)) return live;
    }
    before = updater_.Count(EveryState());
    counting_hung_ = !*before && before->error().kind == ErrorKind::kTimeout;
    if (counting_hung_) return std::move(*before).error().Within(kEveryState);
  }
  Result<Done> live = ReadLive(publish);
  if (!live && !OtherListingMaySucceed(live.error().kind)) return live;
  Result<Listing> every = live && before ? UpdateOrReadInFull(*before, publish) : ReadInFull(publish);
  if (!every) return live ? std::move(every).error() : std::move(live).error();
  snapshot_.every_state = std::make_shared<const Listing>(*std::move(every));
  CountEvents();
  Publish(publish);
  if (!live) return live;
  if (!MustReadInFull()) resync_.Continue(EveryState());
  progress_.pages_planned = progress_.pages_read.load();
  return Done{};
}

std::uint64_t Collector::RequestsOfNext() const {
  if (!last_was_full_ || MustReadInFull() || snapshot_.live == nullptr) return progress_.pages_read;
  return UsualRequests(options_.resync.interval, listings_.options().page_size, snapshot_.live->records.size(),
                       snapshot_.every_state->records.size());
}

ListQuery Collector::Window(Milliseconds lookback, std::vector<SessionState> states) const {
  const WallTime now = clock_.Now();
  return {.begin = now - lookback,
          .end = now + kWindowAhead,
          .states = std::move(states),
          .server_group_id = options_.server_group_id};
}

bool Collector::MustReadInFull() const {
  if (snapshot_.every_state == nullptr) return true;
  if (IsNoDearerInFull(snapshot_.every_state->records.size(), listings_.options().page_size)) return true;
  return !UpdatesAreTrusted() || resync_.IsDueAtOnce();
}

bool Collector::UpdatesAreTrusted() const {
  return options_.resync.interval != Milliseconds(0) && clock_.SteadyNow() >= distrusted_until_;
}

Result<Done> Collector::ReadLive(const PublishSnapshot& publish) {
  Result<Listing> live = listings_.Read(Window(options_.live_lookback, {kLiveStates.begin(), kLiveStates.end()}));
  if (!live) return std::move(live).error().Within("live sessions");
  snapshot_.live = std::make_shared<const Listing>(*std::move(live));
  Publish(publish);
  return Done{};
}

Result<Listing> Collector::Update(const ListingUpdater::Counts& before, const Listing& every) {
  return updater_.Update(before, every, *snapshot_.live,
                         FetchesAtMost(snapshot_.live->records.size(), listings_.options().page_size));
}

Result<Listing> Collector::UpdateOrReadInFull(const Result<ListingUpdater::Counts>& before,
                                              const PublishSnapshot& publish) {
  Result<Listing> updated = before ? Update(*before, *snapshot_.every_state) : before.error();
  if (updated) {
    disagreements_ = 0;
    table_is_updated_ = true;
    return Corrected(*std::move(updated));
  }
  if (updated.error().kind != ErrorKind::kInconsistent) return std::move(updated).error().Within(kEveryState);
  options_.callbacks.tell_disagreement(updated.error().message);
  if (++disagreements_ == kDisagreementsAtMost) {
    disagreements_ = 0;
    distrusted_until_ = clock_.SteadyNow() + options_.resync.interval;
  }
  last_was_full_ = true;
  full_.reset();
  return ReadInFull(publish);
}

Result<Listing> Collector::ReadInFull(const PublishSnapshot& publish) {
  if (full_ && clock_.SteadyNow() - full_->began() >= options_.resync.interval) full_.reset();
  if (full_) progress_.pages_planned += full_->pages_waiting();
  for (int attempt = 1;; ++attempt) {
    if (!full_) full_.emplace(listings_, clock_, EveryState());
    const SteadyTime began = full_->began();
    Result<Listing> full = ReadBesideLive(publish);
    if (full) {
      full_.reset();
      resync_.DoneOtherwise(began);
      updater_.TryNarrowWindows();
      if (std::exchange(table_is_updated_, false))
        options_.callbacks.count_corrections(CountCorrections(*snapshot_.every_state, *full));
      return BroughtUp(*std::move(full), publish);
    }
    const bool moved = full.error().kind == ErrorKind::kInconsistent;
    if (moved || clock_.SteadyNow() - began < kOld) full_.reset();
    if (!moved || attempt == kListingAttempts) return full;
  }
}

/// Reads on in the full listing, and lists the live sessions again whenever theirs has become old.
Result<Listing> Collector::ReadBesideLive(const PublishSnapshot& publish) {
  SteadyTime::duration live_took = snapshot_.live == nullptr ? Milliseconds(0) : snapshot_.live->duration;
  while (true) {
    const SteadyTime live_is_old = clock_.SteadyNow() + std::max<SteadyTime::duration>(kOld, live_took);
    Result<std::optional<Listing>> full = full_->Continue([&] { return clock_.SteadyNow() < live_is_old; });
    if (!full) return std::move(full).error().Within(kEveryState);
    if (*full) return **std::move(full);
    options_.callbacks.tell_progress();
    const SteadyTime began = clock_.SteadyNow();
    if (const Result<Done> live = ReadLive(publish); !live && !OtherListingMaySucceed(live.error().kind)) {
      return live.error();
    }
    live_took = clock_.SteadyNow() - began;
  }
}

/// A listing that took long says of its first pages what was then. That is right, but better is what is now. Bringing
/// it up may take long as well, but less each time.
Listing Collector::BroughtUp(Listing full, const PublishSnapshot& publish) {
  for (int i = 0; i < kListingAttempts && full.duration >= kOld && UpdatesAreTrusted(); ++i) {
    const Result<ListingUpdater::Counts> before = updater_.Count(EveryState());
    if (!before || !ReadLive(publish)) break;
    Result<Listing> updated = Update(*before, full);
    if (!updated) break;
    full = *std::move(updated);
  }
  return full;
}

Listing Collector::Corrected(Listing table) {
  const std::optional<Listing> full = resync_.Take();
  if (!full) return table;
  options_.callbacks.count_corrections(CountCorrections(table, *full));
  updater_.TryNarrowWindows();
  return Reconcile(std::move(table), *full);
}

void Collector::CountEvents() {
  if (snapshot_.live == nullptr) return;
  options_.callbacks.count_events(FindEvents(counted_, snapshot_, options_.tally));
  counted_ = {.live = snapshot_.live, .every_state = snapshot_.every_state};
}

void Collector::Publish(const PublishSnapshot& publish) {
  snapshot_.tally = std::make_shared<const SessionTally>(
      TallySessions(snapshot_.live.get(), snapshot_.every_state.get(), options_.tally, clock_.Now()));
  publish(snapshot_);
}

}  // namespace workspace_exporter
