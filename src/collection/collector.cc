#include "collection/collector.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "collection/reconcile.h"

namespace workspace_exporter {
namespace {

/// So far ahead of now that no skew between the API's clock and ours, and neither reading of query_end_time, hides a
/// session.
constexpr std::chrono::days kWindowAhead(1);

/// Of a list of so few pages, bringing it up to now takes no fewer requests than reading it again.
constexpr std::size_t kSmallPages = 8;
/// After so many in a row no update is tried any more: the API's counts do not say what its lists do.
constexpr int kDisagreementsAtMost = 5;
/// How many windows the records of sessions that have left may take: the part of the live listing's pages.
constexpr std::size_t kFetchesAtLeast = 8;
constexpr std::size_t kFetchesPart = 6;

/// Whether the other listing may be whole although this one is not: where the API does answer.
bool OtherListingMaySucceed(ErrorKind kind) {
  return kind == ErrorKind::kInconsistent || kind == ErrorKind::kMalformed;
}

}  // namespace

Collector::Collector(ListingReader& listings, PageReader& pages, const Clock& clock, CollectorOptions options,
                     CollectionProgress& progress)
    : listings_(listings),
      clock_(clock),
      options_(std::move(options)),
      progress_(progress),
      updater_(listings, pages, clock, options_.page_size, progress) {}

Result<Done> Collector::Collect(const PublishSnapshot& publish) {
  progress_.pages_planned = 0;
  progress_.pages_read = 0;
  std::optional<Error> failed;
  if (auto live = listings_.Read(Window(options_.live_lookback, {kLiveStates.begin(), kLiveStates.end()}))) {
    snapshot_.live = std::make_shared<const Listing>(*std::move(live));
    Publish(publish);
  } else {
    failed = std::move(live).error().Within("live sessions");
    if (!OtherListingMaySucceed(failed->kind)) return *std::move(failed);
  }
  if (auto every = ReadEveryState(/*live_is_new=*/!failed)) {
    snapshot_.ended = std::make_shared<const Listing>(*std::move(every));
    CountEvents();
    Publish(publish);
  } else if (!failed) {
    failed = std::move(every).error().Within("sessions of every state");
  }
  if (failed) return *std::move(failed);
  return Done{};
}

ListQuery Collector::Window(Milliseconds lookback, std::vector<SessionState> states) const {
  const WallTime now = clock_.Now();
  return {.begin = now - lookback,
          .end = now + kWindowAhead,
          .states = std::move(states),
          .server_group_id = options_.server_group_id};
}

Result<Listing> Collector::ReadEveryState(bool live_is_new) {
  const ListQuery window = Window(options_.lookback, {});
  if (!live_is_new || MustReadInFull()) return ReadInFull(window);
  const std::size_t live_pages = snapshot_.live->records.size() / options_.page_size;
  Result<Listing> updated =
      updater_.Update(*snapshot_.ended, *snapshot_.live, window, std::max(kFetchesAtLeast, live_pages / kFetchesPart));
  const bool disagrees = !updated && updated.error().kind == ErrorKind::kInconsistent;
  disagreements_ = disagrees ? disagreements_ + 1 : 0;
  if (disagrees) return ReadInFull(window);
  return updated ? Resynced(*std::move(updated)) : std::move(updated);
}

bool Collector::MustReadInFull() const {
  if (snapshot_.ended == nullptr || snapshot_.ended->records.size() <= kSmallPages * options_.page_size) return true;
  if (disagreements_ >= kDisagreementsAtMost || options_.resync_interval == Milliseconds(0)) return true;
  return ResyncIsDue() && !options_.slice(options_.resync_interval);
}

bool Collector::ResyncIsDue() const { return clock_.SteadyNow() - *last_full_ >= options_.resync_interval; }

Result<Listing> Collector::ReadInFull(const ListQuery& window) {
  const SteadyTime began = clock_.SteadyNow();
  Result<Listing> full = listings_.Read(window);
  if (!full) return full;
  last_full_ = began;
  resync_.reset();
  if (snapshot_.ended != nullptr) options_.count_corrections(CountCorrections(*snapshot_.ended, *full));
  return full;
}

/// Reads a slice more of the full listing that checks the table, where one is due; what is shown does not wait for it,
/// and an error of it is one that the next collection meets, too.
Listing Collector::Resynced(Listing table) {
  const SteadyTime now = clock_.SteadyNow();
  const auto since_last = std::chrono::round<Milliseconds>(now - std::exchange(last_slice_, now));
  if (!resync_ && !ResyncIsDue()) return table;
  if (!resync_) {
    resync_.emplace(listings_, clock_, table.query);
    last_full_ = now;
  }
  Result<std::optional<Listing>> full = resync_->Continue(options_.slice(since_last).value_or(kSmallPages));
  if (full && !*full) return table;
  if (!full && full.error().kind != ErrorKind::kInconsistent) return table;
  resync_.reset();
  if (!full) return table;
  options_.count_corrections(CountCorrections(table, **full));
  return Reconcile(table, **full);
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
