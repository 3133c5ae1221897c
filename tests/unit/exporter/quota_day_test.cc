#include <algorithm>
#include <deque>

#include <doctest/doctest.h>

#include "collection/collector.h"
#include "exporter/projects/collection_pacing.h"
#include "support/fake_clock.h"
#include "support/moving_cloud.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

// Populations are a tenth of what is told, with pages a tenth as large: as many pages.
constexpr std::uint32_t kPageSize = 10;
struct Account {
  int live;
  int ended;
};
constexpr Milliseconds kLatency = 20ms;

/// An API that allows so many requests in any window of that length, and counts those that it would have refused; in
/// it a hundredth of the live sessions ends and as many start a minute, whatever is asked.
class StrictPages final : public PageReader {
 public:
  StrictPages(MovingCloud& cloud, RequestQuota& ours, Quota allowed, int live, FakeClock& clock)
      : cloud_(cloud), ours_(ours), allowed_(allowed), live_(live), clock_(clock), last_churn_(clock.SteadyNow()) {}

  Result<SessionPage> Read(const ListQuery& query, PageRange range) override {
    if (Result<Done> may_read = ours_.Begin(); !may_read) return std::move(may_read).error();
    Churn();
    const SteadyTime now = clock_.SteadyNow();
    while (!counted_.empty() && counted_.front() <= now - allowed_.window) counted_.pop_front();
    counted_.push_back(now);
    if (counted_.size() > static_cast<std::size_t>(allowed_.limit)) ++refused;
    Result<SessionPage> page = cloud_.Read(query, range);
    clock_.Advance(kLatency);
    ours_.End(/*sent=*/true);
    return page;
  }
  void Churn() {
    const auto moves = static_cast<std::size_t>((clock_.SteadyNow() - last_churn_) / (60s / (live_ / 100)));
    if (moves == 0) return;
    last_churn_ = clock_.SteadyNow();
    cloud_.MoveSome(kActive, kSignedOut, moves, clock_.Now(), random_);
    for (std::size_t i = 0; i < moves; ++i) cloud_.Start(kActive, clock_.Now());
    cloud_.Start(kInitFail, clock_.Now());
  }

  std::uint64_t refused = 0;

 private:
  MovingCloud& cloud_;
  RequestQuota& ours_;
  const Quota allowed_;
  const int live_;
  FakeClock& clock_;
  SteadyTime last_churn_;
  std::mt19937 random_{7};
  std::deque<SteadyTime> counted_;
};

/// What a listing's figures were like.
struct Freshness {
  std::optional<SteadyTime::duration> first = std::nullopt;  ///< after the start
  SteadyTime::duration oldest = {};                          ///< just before newer ones came
  const Listing* last = nullptr;

  void See(const Listing* listing, const SteadyTime* completed, SteadyTime now, SteadyTime began) {
    if (listing == nullptr || listing == last) return;
    if (!first) first = now - began;
    if (completed != nullptr) oldest = std::max(oldest, now - *completed);
    last = listing;
  }
};

std::int64_t Seconds(SteadyTime::duration span) { return std::chrono::round<std::chrono::seconds>(span).count(); }

struct QuotaDay {
  QuotaDay(Account population, Quota own, Quota allowed)
      : ours(own, clock, {}), pages(cloud, ours, allowed, population.live, clock) {
    std::uniform_int_distribution<std::int64_t> ago(0, Milliseconds(23h).count());
    for (int i = 0; i < population.ended + population.live; ++i) {
      cloud.Start(i < population.ended ? kSignedOut : kActive, clock.Now() - 1min - Milliseconds(ago(random)));
    }
  }

  /// A scrape every 30 seconds; every collection has to succeed, and nothing that is shown to grow too old.
  void Live(std::chrono::hours span) {
    const SteadyTime began = clock.SteadyNow();
    std::optional<SteadyTime> last_began;
    while (clock.SteadyNow() - began < span) {
      clock.Advance(30s);
      if (last_began && clock.SteadyNow() < pacing.NextDue(*last_began)) continue;
      last_began = clock.SteadyNow();
      const Result<Done> done = collector.Collect([&](Snapshot published) { See(std::move(published), began); });
      if (!done) FAIL_CHECK(Seconds(clock.SteadyNow() - began) << ": " << done.error().message);
      pacing.Expect(collector.RequestsOfNext());
      ++collections;
    }
  }
  void See(Snapshot published, SteadyTime began) {
    const SteadyTime now = clock.SteadyNow();
    live.See(published.live.get(), snapshot.live ? &snapshot.live->completed : nullptr, now, began);
    whole.See(published.every_state.get(), snapshot.every_state ? &snapshot.every_state->completed : nullptr, now,
              began);
    if (snapshot.live != nullptr) CHECK(now - snapshot.live->completed <= pacing.MaxStaleness());
    if (snapshot.every_state != nullptr) CHECK(now - snapshot.every_state->completed <= pacing.MaxStaleness());
    snapshot = std::move(published);
  }

  FakeClock clock;
  MovingCloud cloud{MovingCloud::Order::kNewest, MovingCloud::Reading::kStart};
  std::mt19937 random{11};
  RequestQuota ours;
  StrictPages pages;
  CollectionProgress progress;
  std::atomic<std::uint64_t> of_identity = 0;
  CollectionPacing pacing{{.min_interval = 10s, .max_staleness = 5min}, {{ours, of_identity}}, progress};
  ListingReader listings{pages, clock, {.page_size = kPageSize, .concurrency = 1}, progress};
  std::uint64_t corrections = 0;
  int resyncs = 0;
  Collector collector{listings,
                      clock,
                      {.resync = {.interval = 30min, .share = [this] { return pacing.ResyncShare(); }},
                       .callbacks = {.count_events = [](const SessionEvents& /*events*/) {},
                                     .count_corrections =
                                         [this](std::uint64_t rows) {
                                           corrections += rows;
                                           ++resyncs;
                                         },
                                     .tell_disagreement = [](const std::string& /*difference*/) {},
                                     .tell_progress = [] {}}},
                      progress};
  Snapshot snapshot;
  Freshness live;
  Freshness whole;
  int collections = 0;
};

void Check(Account population, Quota own, Quota allowed, std::chrono::hours span, int resyncs_at_least) {
  QuotaDay day(population, own, allowed);
  day.Live(span);
  REQUIRE(day.whole.first.has_value());
  MESSAGE(own.limit << " requests in " << own.window.count() / 1000 << " s: first live figures after "
                    << Seconds(*day.live.first) << " s, first whole ones after " << Seconds(*day.whole.first)
                    << " s; live figures at most " << Seconds(day.live.oldest) << " s old, whole ones at most "
                    << Seconds(day.whole.oldest) << " s; a collection every " << Seconds(day.pacing.Period()) << " s; "
                    << day.collections << " collections");
  CHECK(day.pages.refused == 0);
  CHECK(day.resyncs >= resyncs_at_least);
  CHECK(day.corrections == 0);
  CHECK(day.live.oldest < 5 * allowed.window);
}

constexpr Quota kAMinute{.limit = 200, .window = 1min};
constexpr Quota kInFiveMinutes{.limit = 200, .window = 5min};

TEST_CASE("5,000 live and 100,000 ended sessions where 200 requests a minute are allowed: no refusal, no gap") {
  Check({.live = 500, .ended = 10'000}, {.limit = 150, .window = 1min}, kAMinute, 6h, 3);
}

TEST_CASE("20,000 live and 288,000 ended sessions at 200 requests a minute: no refusal, no gap") {
  Check({.live = 2'000, .ended = 28'800}, kAMinute, kAMinute, 6h, 1);
}

TEST_CASE("20,000 live and 288,000 ended sessions at 200 requests in five minutes: no refusal, no gap") {
  // A resync would take more than a day.
  Check({.live = 2'000, .ended = 28'800}, kInFiveMinutes, kInFiveMinutes, 8h, 0);
}

}  // namespace
}  // namespace workspace_exporter
