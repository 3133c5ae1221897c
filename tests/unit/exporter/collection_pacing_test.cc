#include "exporter/projects/collection_pacing.h"

#include <memory>
#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

struct PacingBench {
  FakeClock clock;
  RequestQuota quota{{.limit = 150, .window = 1min}, clock, {}};
  std::atomic<std::uint64_t> of_identity = 0;
  CollectionProgress progress;
  CollectionPacing one{{.min_interval = 10s, .max_staleness = 5min}, {{quota, of_identity}}, progress};
};

TEST_CASE("a project that has its identity to itself may spend a fifth of the quota on a resync") {
  PacingBench bench;
  CHECK(bench.one.ResyncShare() == Quota{.limit = 30, .window = 1min});
  bench.one.Expect(100);
  CHECK(bench.one.ResyncShare() == Quota{.limit = 30, .window = 1min});
  CHECK(bench.one.Period() == 40s);
}

TEST_CASE("projects of one identity share its period, and the fifth that resyncs may take") {
  PacingBench bench;
  CollectionPacing two({.min_interval = 10s, .max_staleness = 5min}, {{bench.quota, bench.of_identity}},
                       bench.progress);
  bench.one.Expect(200);
  two.Expect(100);
  CHECK(bench.one.Period() == 2min);
  CHECK(two.Period() == 2min);
  CHECK(two.MaxStaleness() == 6min);
  CHECK(bench.one.ResyncShare() == Quota{.limit = 20, .window = 1min});
  CHECK(two.ResyncShare() == Quota{.limit = 10, .window = 1min});
  two.Expect(2);
  CHECK(two.ResyncShare()->limit == 1);
  CHECK(two.ResyncShare()->window > 3min);  // 30 pages in 101 minutes
}

TEST_CASE("where the address is held to less than the identity, its quota paces, and is what all from there share") {
  PacingBench bench;
  RequestQuota address({}, bench.clock, {});
  std::atomic<std::uint64_t> of_address = 0;
  std::atomic<std::uint64_t> of_other_identity = 0;
  RequestQuota other_quota({.limit = 150, .window = 1min}, bench.clock, {});
  const auto pacing = [&](RequestQuota& quota, std::atomic<std::uint64_t>& requests) {
    return std::make_unique<CollectionPacing>(PacingOptions{.min_interval = 10s, .max_staleness = 5min},
                                              std::vector<SharedQuota>{{quota, requests}, {address, of_address}},
                                              bench.progress);
  };
  const auto one = pacing(bench.quota, bench.of_identity);
  const auto two = pacing(other_quota, of_other_identity);
  one->Expect(100);
  two->Expect(100);
  CHECK(one->Period() == 40s);
  CHECK(one->State().in_force.limit == 150);
  CHECK(one->ResyncShare() == Quota{.limit = 30, .window = 1min});

  address.Refused(Quota{.limit = 40, .window = 1min}, 1min);
  CHECK(one->Period() == 5min);
  CHECK(two->Period() == 5min);
  CHECK(one->MaxStaleness() == 15min);
  CHECK(one->State().in_force.limit == 40);
  CHECK(one->ResyncShare() == Quota{.limit = 4, .window = 1min});
  CHECK(one->NextDue(bench.clock.SteadyNow()) >= bench.clock.SteadyNow() + 1min);

  bench.quota.Refused(Quota{.limit = 10, .window = 1min}, 2min);
  CHECK(one->State().in_force.limit == 10);
  CHECK(one->State().closed == bench.clock.SteadyNow() + 2min);
  CHECK(one->Period() == 10min);
  CHECK(two->Period() == 5min);
}

TEST_CASE("a project that goes takes nothing of its identity any more") {
  PacingBench bench;
  bench.one.Expect(100);
  {
    CollectionPacing two({.min_interval = 10s, .max_staleness = 5min}, {{bench.quota, bench.of_identity}},
                         bench.progress);
    two.Expect(100);
    CHECK(bench.one.Period() == 80s);
  }
  CHECK(bench.one.Period() == 40s);
}

}  // namespace
}  // namespace workspace_exporter
