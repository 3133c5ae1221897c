#include <algorithm>
#include <array>
#include <optional>
#include <random>

#include <doctest/doctest.h>

#include "collection/collector.h"
#include "support/fake_clock.h"
#include "support/moving_cloud.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;
using StateCounts = std::array<std::uint64_t, kSessionStateCount>;

// A tenth of 100,000 ended and 5,000 live sessions, with pages a tenth as large: as many pages.
constexpr std::uint32_t kPageSize = 10;
constexpr int kEnded = 10'000;
constexpr int kLive = 500;
constexpr auto kEvery = 30s;

/// Two hundred collections of a day, on a clock that the test moves.
struct Day {
  FakeClock clock;
  MovingCloud cloud;
  std::mt19937 random{7};
  CollectionProgress progress;
  ListingReader listings{
      cloud, clock, {.page_size = kPageSize, .concurrency = 1, .kept_labels = {SessionLabel::kClientType}}, progress};
  std::uint64_t corrections = 0;
  std::optional<Quota> share;
  std::uint64_t ended = 0;
  std::uint64_t durations = 0;
  Collector collector{listings,
                      clock,
                      {.resync_interval = 30min,
                       .resync_share = [this] { return share; },
                       .count_events = [this](const SessionEvents& of_collection) { Count(of_collection); },
                       .count_corrections = [this](std::uint64_t rows) { corrections += rows; }},
                      progress};
  Snapshot snapshot;
  std::uint64_t requests = 0;  // of the last collection

  Day(MovingCloud::Order order, MovingCloud::Reading reading) : cloud(order, reading) {
    std::uniform_int_distribution<std::int64_t> ago(0, Milliseconds(23h).count());
    for (int i = 0; i < kEnded + kLive; ++i) {
      const WallTime start = clock.Now() - 1min - Milliseconds(ago(random));
      const bool fails = i % 30 == 0;
      cloud.Start(i >= kEnded ? kActive : fails ? kInitFail : kSignedOut, start);
    }
    cloud.MoveSome(kActive, kAppcInit, 3, clock.Now() - 2h, random);  // stuck
  }

  void Count(const SessionEvents& events) {
    for (const auto& [labels, counts] : events) {
      ended += counts.ended;
      durations += counts.durations.size();
    }
  }

  void Churn(std::size_t starts, std::size_t ends) {
    const WallTime now = clock.Now();
    cloud.MoveSome(kAppcInit, kActive, starts, now, random);
    cloud.MoveSome(kActive, kDisconnected, ends / 2, now, random);
    cloud.MoveSome(kActive, kSignedOut, ends - ends / 3, now, random);
    cloud.MoveSome(kDisconnected, kSignedOut, ends / 3, now, random);
    for (std::size_t i = 0; i < starts; ++i) cloud.Start(i % 10 == 9 ? kInitFail : kAppcInit, now);
  }

  void Collect() {
    const std::uint64_t before = cloud.requests;
    const Result<Done> done = collector.Collect([this](Snapshot published) { snapshot = std::move(published); });
    if (!done) FAIL(done.error().message);
    requests = cloud.requests - before;
  }

  StateCounts Shown() const {
    StateCounts sum = {};
    for (const SessionCount& count : snapshot.tally->counts) {
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += count.by_state[i];
    }
    return sum;
  }
  StateCounts Truth() { return cloud.Truth(clock.Now() - 24h); }
  std::size_t Lag() const {
    return static_cast<std::size_t>(std::ranges::count_if(snapshot.ended->records, &SessionRecord::assumed));
  }
};

/// What a collection takes beside the pages of the live sessions.
std::uint64_t Overhead(const Day& day) {
  const std::uint64_t live_pages = (day.snapshot.live->records.size() - 1 + kPageSize - 2) / (kPageSize - 1);
  return day.requests - live_pages;
}

void Play(Day& day, std::uint64_t steady_at_most, std::uint64_t overhead_at_most) {
  day.Collect();
  CHECK(day.Shown() == day.Truth());
  std::uint64_t most = 0;
  std::uint64_t steady = 0;
  std::size_t lag = 0;
  int full_listings = 0;
  for (int i = 1; i < 200; ++i) {
    day.clock.Advance(kEvery);
    const bool rush = i >= 40 && i < 60;
    const bool exodus = i == 150 || i == 151;
    day.Churn(rush ? 12 : 3, exodus ? 100 : 3);
    day.Collect();
    CHECK(day.Shown() == day.Truth());
    lag = std::max(lag, day.Lag());
    if (Overhead(day) > 500) {
      ++full_listings;
      CHECK(day.Lag() == 0);
    } else {
      most = std::max(most, Overhead(day));
      if (i < 40) steady = std::max(steady, day.requests);
    }
  }
  CHECK(steady <= steady_at_most);
  MESSAGE("requests a collection in the steady state at most " << steady << "; beside the live pages at most " << most
                                                               << "; full listings " << full_listings
                                                               << "; records to be read at most " << lag);
  CHECK(full_listings == 3);
  CHECK(most <= overhead_at_most);
  CHECK(day.corrections == 0);
  CHECK(day.ended >= 197 * 3);
  CHECK(day.durations > day.ended * 8 / 10);
}

TEST_CASE("a day of collections: exact each time, at a fourteenth of the requests") {
  for (const auto order : {MovingCloud::Order::kNewest, MovingCloud::Order::kOldest, MovingCloud::Order::kRandom}) {
    CAPTURE(order);
    Day day(order, MovingCloud::Reading::kStart);
    Play(day, 75, 28);
  }
}

TEST_CASE("a day of collections where query_end_time bounds the end of a session") {
  Day day(MovingCloud::Order::kNewest, MovingCloud::Reading::kEnd);
  Play(day, 110, 56);
}

TEST_CASE("a full listing in slices starves no collection, and corrects what no update can see") {
  for (const auto order : {MovingCloud::Order::kNewest, MovingCloud::Order::kOldest, MovingCloud::Order::kRandom}) {
    CAPTURE(order);
    Day day(order, MovingCloud::Reading::kStart);
    day.share = Quota{.limit = 15, .window = kEvery};
    day.Collect();
    auto& rows = day.cloud.rows();
    const auto ended = std::ranges::find(rows.begin() + 4000, rows.end(), kSignedOut, &SessionRow::state);
    ended->labels[static_cast<std::size_t>(SessionLabel::kClientType)] = "Mac";
    std::uint64_t most = 0;
    int corrected_after = 0;
    for (int i = 1; i < 200; ++i) {
      day.clock.Advance(kEvery);
      day.Churn(3, i == 150 ? 100 : 3);
      day.Collect();
      CHECK(day.Shown() == day.Truth());
      most = std::max(most, Overhead(day));
      if (corrected_after == 0 && day.corrections > 0) corrected_after = i;
    }
    MESSAGE("beside the live pages at most " << most << " requests; corrected after " << corrected_after);
    CHECK(most <= 24 + 15);
    CHECK(day.corrections == 1);
    CHECK(corrected_after >= 120);
  }
}

TEST_CASE("sessions that come and go while pages are read count as they were at some moment of it") {
  for (const auto order : {MovingCloud::Order::kNewest, MovingCloud::Order::kOldest, MovingCloud::Order::kRandom}) {
    CAPTURE(order);
    Day day(order, MovingCloud::Reading::kStart);
    day.Collect();
    day.cloud.change_every = order == MovingCloud::Order::kRandom ? 150 : 7;
    day.cloud.change = [&day] {
      day.clock.Advance(200ms);
      const WallTime now = day.clock.Now();
      day.cloud.MoveSome(kActive, kSignedOut, 1, now, day.random);
      day.cloud.Start(kActive, now);
    };
    for (int i = 0; i < 20; ++i) {
      day.clock.Advance(kEvery);
      const StateCounts before = day.Truth();
      day.Collect();
      const StateCounts after = day.Truth();
      const auto signed_out = static_cast<std::size_t>(kSignedOut);
      CHECK(day.Shown()[signed_out] >= before[signed_out]);
      CHECK(day.Shown()[signed_out] <= after[signed_out]);
      CHECK(Overhead(day) < 70);  // repairs of the live listing among them
    }
    day.cloud.change_every = 0;
    day.clock.Advance(kEvery);
    day.Collect();
    CHECK(day.Shown() == day.Truth());
  }
}

TEST_CASE("what no update can see is corrected by the next full listing, and counted") {
  Day day(MovingCloud::Order::kNewest, MovingCloud::Reading::kStart);
  day.Collect();
  auto& rows = day.cloud.rows();
  const auto ended = std::ranges::find(rows.begin() + 1000, rows.end(), kSignedOut, &SessionRow::state);
  ended->labels[static_cast<std::size_t>(SessionLabel::kClientType)] = "Mac";
  day.clock.Advance(15min);
  day.Collect();
  CHECK(Overhead(day) < 50);
  CHECK(day.corrections == 0);
  day.clock.Advance(15min);
  day.Collect();
  CHECK(Overhead(day) > 500);
  CHECK(day.corrections == 1);
}

TEST_CASE("where the API counts other sessions than the table holds, all are read again") {
  Day day(MovingCloud::Order::kNewest, MovingCloud::Reading::kStart);
  day.Collect();
  day.cloud.Start(kSignedOut, day.clock.Now() - 5h);
  day.clock.Advance(kEvery);
  day.Collect();
  CHECK(Overhead(day) > 500);
  CHECK(day.Shown() == day.Truth());
}

TEST_CASE("where the API's counts are of no use all is read again each time, and updates are tried again later") {
  Day day(MovingCloud::Order::kNewest, MovingCloud::Reading::kStart);
  day.Collect();
  const std::uint64_t full = day.requests;
  day.cloud.count_of_one_is_off_by = 1000;
  for (int i = 0; i < 8; ++i) {
    day.clock.Advance(kEvery);
    day.Churn(3, 3);
    day.Collect();
    CHECK(day.Shown() == day.Truth());
    CHECK((day.requests < full + 10) == (i >= 5));
  }
  day.cloud.count_of_one_is_off_by = 0;
  day.clock.Advance(30min);
  day.Collect();
  day.clock.Advance(kEvery);
  day.Collect();
  CHECK(day.requests < 100);
  CHECK(day.Shown() == day.Truth());
}

TEST_CASE("a session that was being set up and has gone is counted by its record alone") {
  Day day(MovingCloud::Order::kNewest, MovingCloud::Reading::kStart);
  day.Collect();
  day.clock.Advance(kEvery);
  day.cloud.MoveSome(kAppcInit, kInitFail, 3, day.clock.Now(), day.random);
  day.Collect();
  CHECK(Overhead(day) < 50);
  CHECK(day.Shown() == day.Truth());
}

}  // namespace
}  // namespace workspace_exporter
