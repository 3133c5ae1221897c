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
/// After so many in a row no update is tried for a while: the API's counts do not say what its lists do.
constexpr int kDisagreementsAtMost = 5;
/// How many windows the records of sessions that have left may take: the part of the live listing's pages.
constexpr std::size_t kFetchesAtLeast = 8;
constexpr std::size_t kFetchesPart = 6;
/// What else an update usually takes: two counts before and two after, and what has started since.
constexpr std::uint64_t kCounts = 4;
constexpr std::uint64_t kRecentPages = 2;

/// Whether the other listing may be whole although this one is not: where the API does answer.
bool OtherListingMaySucceed(ErrorKind kind) {
  return kind == ErrorKind::kInconsistent || kind == ErrorKind::kMalformed;
}

std::size_t FetchesAtMost(std::size_t live, std::uint32_t page_size) {
  return std::max(kFetchesAtLeast, live / page_size / kFetchesPart);
}

/// Neighbouring pages share a row.
std::uint64_t Pages(std::uint64_t sessions, std::uint32_t page_size) {
  return sessions < 2 ? 1 : (sessions - 1 + page_size - 2) / (page_size - 1);
}

}  // namespace

std::uint64_t UsualRequests(const CollectorOptions& options, std::uint32_t page_size, std::uint64_t live,
                            std::uint64_t every) {
  const bool in_full = options.resync_interval == Milliseconds(0) || every <= kSmallPages * page_size;
  const std::uint64_t of_every_state =
      in_full ? Pages(every, page_size) : kCounts + kRecentPages + FetchesAtMost(live, page_size);
  return Pages(live, page_size) + of_every_state;
}

Collector::Collector(ListingReader& listings, const Clock& clock, CollectorOptions options,
                     CollectionProgress& progress)
    : listings_(listings),
      clock_(clock),
      options_(std::move(options)),
      progress_(progress),
      updater_(listings, clock) {}

Result<Done> Collector::Collect(const PublishSnapshot& publish) {
  progress_.pages_planned = 0;
  progress_.pages_read = 0;
  std::optional<Error> failed;
  std::optional<Result<ListingUpdater::Counts>> before;
  if (!MustReadInFull()) before = updater_.Count(Window(options_.lookback, {}));
  if (auto live = listings_.Read(Window(options_.live_lookback, {kLiveStates.begin(), kLiveStates.end()}))) {
    snapshot_.live = std::make_shared<const Listing>(*std::move(live));
    Publish(publish);
  } else {
    failed = std::move(live).error().Within("live sessions");
    if (!OtherListingMaySucceed(failed->kind)) return *std::move(failed);
  }
  if (auto every = failed || !before ? ReadInFull() : Update(*before)) {
    snapshot_.ended = std::make_shared<const Listing>(*std::move(every));
    CountEvents();
    Publish(publish);
    if (!failed && !MustReadInFull()) ContinueResync();
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

Result<Listing> Collector::Update(const Result<ListingUpdater::Counts>& before) {
  if (!before) return before.error();
  Result<Listing> updated =
      updater_.Update(*before, *snapshot_.ended, *snapshot_.live,
                      FetchesAtMost(snapshot_.live->records.size(), listings_.options().page_size));
  if (updated) {
    disagreements_ = 0;
    return Corrected(*std::move(updated));
  }
  if (updated.error().kind != ErrorKind::kInconsistent) return updated;
  if (++disagreements_ == kDisagreementsAtMost) {
    disagreements_ = 0;
    distrusted_until_ = clock_.SteadyNow() + options_.resync_interval;
  }
  return ReadInFull();
}

bool Collector::MustReadInFull() const {
  const std::size_t small = kSmallPages * listings_.options().page_size;
  if (snapshot_.ended == nullptr || snapshot_.ended->records.size() <= small) return true;
  if (options_.resync_interval == Milliseconds(0) || clock_.SteadyNow() < distrusted_until_) return true;
  return ResyncIsDue() && !options_.resync_share();
}

bool Collector::ResyncIsDue() const { return clock_.SteadyNow() - *last_full_ >= options_.resync_interval; }

Result<Listing> Collector::ReadInFull() {
  const SteadyTime began = clock_.SteadyNow();
  Result<Listing> full = listings_.Read(Window(options_.lookback, {}));
  if (!full) return full;
  last_full_ = began;
  resync_.reset();
  resynced_.reset();
  if (snapshot_.ended != nullptr) options_.count_corrections(CountCorrections(*snapshot_.ended, *full));
  return full;
}

Listing Collector::Corrected(Listing table) {
  if (!resynced_) return table;
  const Listing full = std::move(*resynced_);
  resynced_.reset();
  options_.count_corrections(CountCorrections(table, full));
  return Reconcile(std::move(table), full);
}

/// Reads a slice more of the full listing that the table is checked by, where one is due: one slice in a window of the
/// quota, so that no window holds more than its share. What is shown does not wait for it; an error is one that the
/// next collection meets, too.
void Collector::ContinueResync() {
  const std::optional<Quota> share = options_.resync_share();
  if (!share || resynced_ || (!resync_ && !ResyncIsDue())) return;
  const SteadyTime now = clock_.SteadyNow();
  if (last_slice_ && now - *last_slice_ < share->window) return;
  if (!resync_) {
    resync_.emplace(listings_, clock_, Window(options_.lookback, {}));
    last_full_ = now;
  }
  Result<std::optional<Listing>> full = resync_->Continue(static_cast<std::size_t>(share->limit));
  last_slice_ = clock_.SteadyNow();
  const bool goes_on = full ? !full->has_value() : full.error().kind != ErrorKind::kInconsistent;
  if (goes_on) return;
  if (full) resynced_ = *std::move(full);
  resync_.reset();
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
