#include "base/demand.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("there is demand while somebody waits, however long, and for five minutes after") {
  FakeClock clock;
  Demand demand(clock);
  CHECK_FALSE(demand.IsThere());
  {
    const Demand::Waiting waiting(demand);
    clock.Advance(1h);
    CHECK(demand.IsThere());
  }
  clock.Advance(5min - 1ms);
  CHECK(demand.IsThere());
  clock.Advance(1ms);
  CHECK_FALSE(demand.IsThere());
}

}  // namespace
}  // namespace workspace_exporter
