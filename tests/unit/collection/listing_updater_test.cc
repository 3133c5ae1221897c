#include <algorithm>

#include <doctest/doctest.h>

#include "support/simulated_day.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

TEST_CASE("sessions that come and go while pages are read count as they were at some moment of it") {
  for (int i = 0; i < 6; ++i) {
    const auto order = static_cast<MovingCloud::Order>(i / 2);
    const auto reading = static_cast<MovingCloud::Reading>(i % 2);
    CAPTURE(order);
    CAPTURE(reading);
    Day day(order, reading);
    day.Collect();
    day.cloud.change_every = order == MovingCloud::Order::kRandom ? 150 : 7;
    day.cloud.change = [&day] {
      day.clock.Advance(200ms);
      const WallTime now = day.clock.Now();
      day.cloud.MoveSome(kActive, kSignedOut, 1, now, day.random);
      day.cloud.Start(kActive, now);
    };
    for (int collection = 0; collection < 20; ++collection) {
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
