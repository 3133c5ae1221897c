#include "http/request_quota.h"

#include <algorithm>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// A quota whose requests take some time, and the moments at which the API may have counted each.
struct QuotaBench {
  explicit QuotaBench(Quota own) : quota(own, clock, stop.get_token()) {}

  Result<Done> Send(Milliseconds latency) {
    if (Result<Done> may_send = quota.Begin(); !may_send) return may_send;
    const SteadyTime sent = clock.SteadyNow();
    clock.Advance(latency);
    quota.End(true);
    arrivals.push_back(sent + std::uniform_int_distribution<Milliseconds::rep>(0, latency.count())(random) * 1ms);
    return Done{};
  }
  /// The most that any span of that length holds.
  std::size_t MostIn(Milliseconds window) const {
    std::size_t most = 0;
    for (auto first = arrivals.begin(); first != arrivals.end(); ++first) {
      const auto last = std::ranges::lower_bound(first, arrivals.end(), *first + window);
      most = std::max(most, static_cast<std::size_t>(last - first));
    }
    return most;
  }

  FakeClock clock;
  std::stop_source stop;
  RequestQuota quota;
  std::vector<SteadyTime> arrivals;
  std::mt19937 random{5};
};

TEST_CASE(
    "no span of the window's length ever holds more than the limit, wherever in its time the API counts a request") {
  for (const int latency : {0, 1, 40, 900}) {
    CAPTURE(latency);
    QuotaBench bench({.limit = 20, .window = 60s});
    for (int i = 0; i < 300; ++i) {
      REQUIRE(bench.Send(latency * 1ms));
      if (i % 37 == 0) bench.clock.Advance(23s);
    }
    CHECK(bench.MostIn(60s) <= 20);
    CHECK(bench.MostIn(61s + latency * 1ms) >= 19);
  }
}

TEST_CASE("without a limit nothing waits") {
  QuotaBench bench({});
  const SteadyTime began = bench.clock.SteadyNow();
  for (int i = 0; i < 1000; ++i) REQUIRE(bench.Send(0ms));
  CHECK(bench.clock.SteadyNow() == began);
  CHECK(bench.quota.State().in_force.limit == 0);
  CHECK(bench.quota.PeriodOf(1'000'000) == 0ms);
}

TEST_CASE("after a refusal nothing is sent until the time it named has passed") {
  QuotaBench bench({});
  bench.quota.Refused(Quota{.limit = 7, .window = 5min}, 5min);
  const Result<Done> held = bench.Send(0ms);
  REQUIRE_FALSE(held);
  CHECK(held.error().kind == ErrorKind::kThrottled);
  CHECK(held.error().message == "throttled: no request for another 300 s");
  bench.clock.Advance(5min);
  for (int i = 0; i < 30; ++i) REQUIRE(bench.Send(10ms));
  CHECK(bench.MostIn(5min) == 7);
  CHECK(bench.quota.State().in_force == Quota{.limit = 7, .window = 5min});
  CHECK(bench.quota.State().used <= 7);
}

TEST_CASE("both our own quota and a learnt one hold") {
  QuotaBench bench({.limit = 10, .window = 1min});
  bench.quota.Refused(Quota{.limit = 25, .window = 5min}, 0ms);
  for (int i = 0; i < 100; ++i) REQUIRE(bench.Send(10ms));
  CHECK(bench.MostIn(1min) == 10);
  CHECK(bench.MostIn(5min) == 25);
}

TEST_CASE("where others spend of the same quota, what was refused is the limit") {
  QuotaBench bench({.limit = 100, .window = 1min});
  bench.clock.Advance(10min);
  for (int i = 0; i < 60; ++i) REQUIRE(bench.Send(0ms));
  bench.quota.Refused(Quota{.limit = 200, .window = 1min}, 1min);
  CHECK(bench.quota.State().in_force.limit == 60);
  // A program that has just started does not know what was sent before.
  QuotaBench fresh({.limit = 100, .window = 1min});
  REQUIRE(fresh.Send(0ms));
  fresh.quota.Refused(Quota{.limit = 80, .window = 1min}, 1min);
  CHECK(fresh.quota.State().in_force.limit == 80);
}

TEST_CASE("a learnt limit is tested upwards after an hour, by a tenth, until our own is the tighter one") {
  QuotaBench bench({.limit = 100, .window = 1min});
  bench.quota.Refused(Quota{.limit = 80, .window = 1min}, 1min);
  bench.clock.Advance(59min);
  REQUIRE(bench.Send(0ms));
  CHECK(bench.quota.State().in_force.limit == 80);
  bench.clock.Advance(1min);
  REQUIRE(bench.Send(0ms));
  CHECK(bench.quota.State().in_force.limit == 88);
  for (int hours = 0; hours < 3; ++hours) {
    bench.clock.Advance(1h);
    REQUIRE(bench.Send(0ms));
  }
  CHECK(bench.quota.State().in_force == Quota{.limit = 100, .window = 1min});
}

TEST_CASE("the period of a collection is what the quota sustains") {
  const QuotaBench bench({.limit = 100, .window = 1min});
  CHECK(bench.quota.PeriodOf(0) == 0ms);
  CHECK(bench.quota.PeriodOf(80) == 48s);
  CHECK(bench.quota.PeriodOf(1060) == 636s);
}

TEST_CASE("room for requests is when so many have left the window") {
  QuotaBench bench({.limit = 10, .window = 1min});
  const SteadyTime began = bench.clock.SteadyNow();
  CHECK(bench.quota.RoomFor(10) <= began);
  for (int i = 0; i < 8; ++i) REQUIRE(bench.Send(1s));
  CHECK(bench.quota.RoomFor(2) <= began);
  CHECK(bench.quota.RoomFor(3) == began + 61s);
  CHECK(bench.quota.RoomFor(1000) == began + 68s);
}

TEST_CASE("what was not sent is not spent, and a stop ends all waiting") {
  QuotaBench bench({.limit = 1, .window = 1min});
  REQUIRE(bench.quota.Begin());
  bench.quota.End(false);
  CHECK(bench.quota.State().used == 0);
  bench.stop.request_stop();
  CHECK(bench.quota.Begin().error().kind == ErrorKind::kCancelled);
}

TEST_CASE("who waits leaves when what it waits for is not wanted any more, within a second") {
  QuotaBench bench({.limit = 1, .window = 10min});
  REQUIRE(bench.Send(0ms));
  const auto leaves_after = [&](Milliseconds patience) {
    const SteadyTime began = bench.clock.SteadyNow();
    const Result<Done> begun = bench.quota.Begin(patience, [&] { return bench.clock.SteadyNow() < began + 10500ms; });
    REQUIRE_FALSE(begun);
    CHECK(begun.error().kind == ErrorKind::kCancelled);
    CHECK(begun.error().message == "called off: nobody wants it any more");
    return bench.clock.SteadyNow() - began;
  };
  CHECK(leaves_after(0ms) == 11s);
  bench.quota.Refused(std::nullopt, 5min);
  CHECK(leaves_after(10min) == 11s);
  CHECK(bench.quota.State().used == 1);
}

TEST_CASE("another quota of ours holds with what is spent of the one before") {
  QuotaBench bench({.limit = 10, .window = 60s});
  for (int i = 0; i < 5; ++i) REQUIRE(bench.Send(1ms));
  bench.quota.ChangeOwn({.limit = 5, .window = 60s});
  CHECK(bench.quota.State().in_force == Quota{.limit = 5, .window = 60s});
  CHECK(bench.quota.State().used == 5);
  const SteadyTime before = bench.clock.SteadyNow();
  REQUIRE(bench.Send(1ms));
  CHECK(bench.clock.SteadyNow() - before >= 59s);
}

TEST_CASE("a wider window of ours does not count what was sent before as known") {
  QuotaBench bench({.limit = 10, .window = 1s});
  for (int i = 0; i < 700; ++i) REQUIRE(bench.Send(100ms));
  bench.quota.ChangeOwn({.limit = 1000, .window = 60s});
  bench.quota.Refused(Quota{.limit = 200, .window = 60s}, 1s);
  CHECK(bench.quota.State().in_force == Quota{.limit = 200, .window = 60s});
}

}  // namespace
}  // namespace workspace_exporter
