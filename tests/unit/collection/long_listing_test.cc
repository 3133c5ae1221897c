#include <algorithm>

#include <doctest/doctest.h>

#include "support/simulated_day.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

/// Ten requests take six seconds, and in that time a session ends and one starts.
struct SlowDay : Day {
  explicit SlowDay(MovingCloud::Order order) : Day(order, MovingCloud::Reading::kStart) {
    cloud.change_every = 10;
    cloud.change = [this] {
      clock.Advance(6s);
      if (!stands_still) Churn(1, 1);
    };
  }

  /// Collects, and notes how old the live figures ever were when new ones came.
  Result<Done> CollectSlowly() {
    oldest_live = {};
    SteadyTime last = clock.SteadyNow();
    const std::uint64_t before = cloud.requests;
    Result<Done> done = collector.Collect([&](Snapshot published) {
      if (published.live != snapshot.live) oldest_live = std::max(oldest_live, clock.SteadyNow() - last);
      if (published.live != snapshot.live) last = clock.SteadyNow();
      snapshot = std::move(published);
    });
    requests = cloud.requests - before;
    return done;
  }

  bool stands_still = false;
  SteadyTime::duration oldest_live = {};
};

TEST_CASE("while all sessions are listed for the first time, the live ones are shown at even distances") {
  for (const auto order : {MovingCloud::Order::kNewest, MovingCloud::Order::kOldest, MovingCloud::Order::kRandom}) {
    CAPTURE(order);
    SlowDay day(order);
    const SteadyTime began = day.clock.SteadyNow();
    REQUIRE(day.CollectSlowly());
    const auto took = std::chrono::round<std::chrono::seconds>(day.clock.SteadyNow() - began);
    MESSAGE("took " << took.count() << " s, live sessions listed every "
                    << std::chrono::round<std::chrono::seconds>(day.oldest_live).count() << " s at most");
    CHECK(took > 10min);
    CHECK(day.oldest_live <= 130s);  // a minute, and the time that it takes
    CHECK(day.told >= 7);
    day.stands_still = true;
    REQUIRE(day.CollectSlowly());
    CHECK(day.requests < 100);
    CHECK(day.Shown() == day.Truth());
    CHECK(day.corrections == 0);
  }
}

TEST_CASE("at the end of a long listing all figures are of its end") {
  SlowDay day(MovingCloud::Order::kNewest);
  day.cloud.change = [&day] {
    day.clock.Advance(6s);
    if (day.told < 7) day.Churn(1, 1);
  };
  REQUIRE(day.CollectSlowly());
  CHECK(day.told >= 7);
  CHECK(day.Shown() == day.Truth());
}

TEST_CASE("an error late in a long listing costs a page, not the listing; and nothing of it is shown meanwhile") {
  SlowDay day(MovingCloud::Order::kNewest);
  day.cloud.fail_at = 1000;
  REQUIRE_FALSE(day.CollectSlowly());
  CHECK(day.snapshot.live != nullptr);
  CHECK(day.snapshot.every_state == nullptr);
  day.stands_still = true;
  REQUIRE(day.CollectSlowly());
  CHECK(day.requests < 1300);
  CHECK(day.Shown() == day.Truth());
}

TEST_CASE("what a long listing has read is of no use after a resync's time") {
  SlowDay day(MovingCloud::Order::kNewest);
  day.cloud.fail_at = 1000;
  REQUIRE_FALSE(day.CollectSlowly());
  day.clock.Advance(30min);
  day.stands_still = true;
  REQUIRE(day.CollectSlowly());
  CHECK(day.requests > 1600);
  CHECK(day.Shown() == day.cloud.Truth(day.snapshot.every_state->query.begin));
}

}  // namespace
}  // namespace workspace_exporter
