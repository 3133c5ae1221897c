#include "support/simulated_day.h"

#include <algorithm>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

void Play(Day& day) {
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
  CHECK(steady <= 75);
  MESSAGE("requests a collection in the steady state at most " << steady << "; beside the live pages at most " << most
                                                               << "; full listings " << full_listings
                                                               << "; records to be read at most " << lag);
  CHECK(full_listings == 3);
  CHECK(most <= 28);
  CHECK(day.corrections == 0);
  CHECK(day.ended >= 197 * 3);
  CHECK(day.durations > day.ended * 8 / 10);
}

TEST_CASE("a day of collections: exact each time, at a fourteenth of the requests") {
  for (const auto order : {MovingCloud::Order::kNewest, MovingCloud::Order::kOldest, MovingCloud::Order::kRandom}) {
    CAPTURE(order);
    Day day(order, MovingCloud::Reading::kStart);
    Play(day);
  }
}

TEST_CASE("a day of collections where query_end_time bounds the end of a session") {
  for (const auto order : {MovingCloud::Order::kNewest, MovingCloud::Order::kOldest, MovingCloud::Order::kRandom}) {
    CAPTURE(order);
    Day day(order, MovingCloud::Reading::kEnd);
    Play(day);
  }
}

TEST_CASE("a session that the API removes costs a full listing at once, which is told") {
  Day day(MovingCloud::Order::kNewest, MovingCloud::Reading::kStart);
  day.Collect();
  for (int i = 0; i < 3; ++i) {
    day.clock.Advance(kEvery);
    day.Churn(3, 3);
    day.Collect();
  }
  CHECK(day.difference.empty());
  CHECK(Overhead(day) <= 28);
  day.cloud.Remove(kSignedOut);
  day.clock.Advance(kEvery);
  day.Collect();
  CHECK(day.Shown() == day.Truth());
  CHECK(day.difference == "10509 sessions, 9675 of them SignedOut, where the API counts 10508 and 9674");
  CHECK(day.corrections == 1);
  CHECK(Overhead(day) > 500);
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

}  // namespace
}  // namespace workspace_exporter
