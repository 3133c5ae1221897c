#include "base/clock.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using std::chrono::seconds;

TEST_CASE("a deadline counts down to zero and not below") {
  FakeClock clock;
  const Deadline deadline = Deadline::In(clock, seconds(2));
  CHECK(deadline.Remaining(clock) == seconds(2));
  CHECK_FALSE(deadline.Passed(clock));
  clock.Advance(seconds(3));
  CHECK(deadline.Remaining(clock) == seconds(0));
  CHECK(deadline.Passed(clock));
}

TEST_CASE("the earlier of two deadlines holds, and a default one is never reached") {
  FakeClock clock;
  const Deadline near = Deadline::In(clock, seconds(1));
  CHECK(Deadline().Earlier(near).at == near.at);
  CHECK(near.Earlier(Deadline()).at == near.at);
  CHECK(Deadline().Remaining(clock) == Milliseconds::max());
}

TEST_CASE("a sleep lasts until its moment, and none begins after a request to stop") {
  FakeClock clock;
  const SteadyTime until = clock.SteadyNow() + seconds(5);
  CHECK(SleepUntil(clock, until, std::stop_token()));
  CHECK(clock.SteadyNow() == until);
  std::stop_source stopping;
  stopping.request_stop();
  CHECK_FALSE(SleepUntil(clock, until + seconds(5), stopping.get_token()));
  CHECK(clock.SteadyNow() == until);
}

}  // namespace
}  // namespace workspace_exporter
