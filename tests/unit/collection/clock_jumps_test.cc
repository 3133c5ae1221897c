#include <doctest/doctest.h>

#include "support/simulated_day.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

/// Our clock is so far ahead of the API's, whose sessions come and go by its own.
void CollectWithClockAhead(Day& day, Milliseconds ahead) {
  for (int i = 0; i < 4; ++i) {
    day.clock.Advance(30s);
    const WallTime theirs = day.clock.Now() - ahead;
    day.cloud.MoveSome(kActive, kSignedOut, 2, theirs, day.random);
    for (int start = 0; start < 2; ++start) day.cloud.Start(kActive, theirs);
    day.cloud.Start(kInitFail, theirs);
    day.Collect();
    CHECK(day.Shown() == day.Truth());
  }
}

TEST_CASE("whenever our clock jumps, by less than a day, what is shown is what its window holds") {
  for (const auto reading : {MovingCloud::Reading::kStart, MovingCloud::Reading::kEnd}) {
    Day day(MovingCloud::Order::kNewest, reading, /*ended_before=*/900, /*live_before=*/60);
    day.Collect();
    Milliseconds ahead(0);
    for (const Milliseconds jump : {1h, -2h, 1h, 20h, -40h, 19h, 1h}) {
      CAPTURE(jump.count());
      ahead += jump;
      day.clock.JumpWallClock(jump);
      CollectWithClockAhead(day, ahead);
    }
  }
}

}  // namespace
}  // namespace workspace_exporter
