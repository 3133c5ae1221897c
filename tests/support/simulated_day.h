#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "collection/collector.h"
#include "support/fake_clock.h"
#include "support/moving_cloud.h"

namespace workspace_exporter {

using StateCounts = std::array<std::uint64_t, kSessionStateCount>;

// A tenth of 100,000 ended and 5,000 live sessions, with pages a tenth as large: as many pages.
inline constexpr std::uint32_t kPageSize = 10;
inline constexpr int kEnded = 10'000;
inline constexpr int kLive = 500;
inline constexpr std::chrono::seconds kEvery(30);

/// Two hundred collections of a day, on a clock that the test moves.
struct Day {
  FakeClock clock;
  MovingCloud cloud;
  std::mt19937 random{7};
  CollectionProgress progress;
  ListingReader listings{
      cloud, clock, {.page_size = kPageSize, .concurrency = 1, .kept_labels = {SessionLabel::kClientType}}, progress};
  std::uint64_t corrections = 0;
  int told = 0;            // of the progress of a collection
  std::string difference;  // between what changed and what is counted, where they last disagreed
  std::optional<Quota> share;
  std::uint64_t ended = 0;
  std::uint64_t durations = 0;
  Collector collector{listings,
                      clock,
                      {.resync = {.interval = std::chrono::minutes(30), .share = [this] { return share; }},
                       .callbacks = {.count_events = [this](const SessionEvents& some) { Count(some); },
                                     .count_corrections = [this](std::uint64_t rows) { corrections += rows; },
                                     .tell_disagreement = [this](const std::string& some) { difference = some; },
                                     .tell_progress = [this] { ++told; }}},
                      progress};
  Snapshot snapshot;
  std::uint64_t requests = 0;  // of the last collection

  Day(MovingCloud::Order order, MovingCloud::Reading reading, int ended_before = kEnded, int live_before = kLive)
      : cloud(order, reading) {
    std::uniform_int_distribution<std::int64_t> ago(0, Milliseconds(std::chrono::hours(23)).count());
    for (int i = 0; i < ended_before + live_before; ++i) {
      const WallTime start = clock.Now() - std::chrono::minutes(1) - Milliseconds(ago(random));
      const bool fails = i % 30 == 0;
      cloud.Start(i >= ended_before ? SessionState::kActive
                  : fails           ? SessionState::kInitFail
                                    : SessionState::kSignedOut,
                  start);
    }
    cloud.MoveSome(SessionState::kActive, SessionState::kAppcInit, 3, clock.Now() - std::chrono::hours(2),
                   random);  // stuck
  }

  void Count(const SessionEvents& events) {
    for (const auto& [labels, counts] : events) {
      ended += counts.ended;
      durations += counts.durations.size();
    }
  }

  void Churn(std::size_t starts, std::size_t ends) {
    const WallTime now = clock.Now();
    cloud.MoveSome(SessionState::kAppcInit, SessionState::kActive, starts, now, random);
    cloud.MoveSome(SessionState::kActive, SessionState::kDisconnected, ends / 2, now, random);
    cloud.MoveSome(SessionState::kActive, SessionState::kSignedOut, ends - ends / 3, now, random);
    cloud.MoveSome(SessionState::kDisconnected, SessionState::kSignedOut, ends / 3, now, random);
    for (std::size_t i = 0; i < starts; ++i)
      cloud.Start(i % 10 == 9 ? SessionState::kInitFail : SessionState::kAppcInit, now);
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
  StateCounts Truth() { return cloud.Truth(clock.Now() - std::chrono::hours(24)); }
  std::size_t Lag() const {
    return static_cast<std::size_t>(std::ranges::count_if(snapshot.every_state->records, &SessionRecord::assumed));
  }
};

/// What a collection takes beside the pages of the live sessions.
inline std::uint64_t Overhead(const Day& day) {
  const std::uint64_t live_pages = (day.snapshot.live->records.size() - 1 + kPageSize - 2) / (kPageSize - 1);
  return day.requests - live_pages;
}

}  // namespace workspace_exporter
