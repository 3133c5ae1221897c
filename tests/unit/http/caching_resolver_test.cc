#include "http/caching_resolver.h"

#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using std::chrono::seconds;

struct CountingResolver final : Resolver {
  Result<Addresses> Resolve(const std::string& /*host*/, const IoWait& /*wait*/) override {
    ++calls;
    return found;
  }

  Result<Addresses> found = Addresses{"192.0.2.1"};
  int calls = 0;
};

struct ResolverRig {
  Result<Addresses> Resolve(const std::string& host) { return caching.Resolve(host, wait); }

  FakeClock clock;
  CountingResolver counting;
  CachingResolver caching{counting, clock};
  CancelSignal never{std::stop_token()};
  IoWait wait{clock, Deadline(), never};
};

TEST_CASE("an answer is remembered for half a minute, each host for itself") {
  ResolverRig rig;
  REQUIRE(rig.Resolve("a"));
  rig.clock.Advance(seconds(29));
  CHECK(*rig.Resolve("a") == Addresses{"192.0.2.1"});
  CHECK(rig.counting.calls == 1);
  REQUIRE(rig.Resolve("b"));
  CHECK(rig.counting.calls == 2);

  rig.clock.Advance(seconds(1));
  rig.counting.found = Addresses{"192.0.2.2"};
  CHECK(*rig.Resolve("a") == Addresses{"192.0.2.2"});
}

TEST_CASE("a failure is not remembered") {
  ResolverRig rig;
  rig.counting.found = Error{ErrorKind::kNetwork, "no such name"};
  CHECK_FALSE(rig.Resolve("a"));
  rig.counting.found = Addresses{"192.0.2.1"};
  CHECK(rig.Resolve("a"));
}

/// Answers when it is told to.
struct HeldResolver final : Resolver {
  Result<Addresses> Resolve(const std::string& /*host*/, const IoWait& /*wait*/) override {
    const int call = calls++;
    while (released <= call) std::this_thread::yield();
    return call == 0 ? first : Result<Addresses>(Addresses{"192.0.2.2"});
  }

  Result<Addresses> first = Addresses{"192.0.2.1"};
  std::atomic<int> calls = 0;
  std::atomic<int> released = 0;
};

/// Looks the same name up twice at once: what the second gets.
Result<Addresses> SecondOfTwo(HeldResolver& held, Milliseconds limit = std::chrono::hours(1)) {
  const FakeClock clock;
  const CancelSignal never{std::stop_token()};
  CachingResolver caching(held, clock);
  std::jthread first([&] { (void)caching.Resolve("a", IoWait(clock, Deadline(), never)); });
  while (held.calls == 0) std::this_thread::yield();
  std::jthread releasing([&] {
    if (limit > Milliseconds(0)) held.released = 2;
  });
  auto found = caching.Resolve("a", IoWait(clock, Deadline::In(clock, limit), never));
  held.released = 2;
  return found;
}

TEST_CASE("who asks for a name that is being looked up gets that answer") {
  HeldResolver good;
  CHECK(*SecondOfTwo(good) == Addresses{"192.0.2.1"});
  CHECK(good.calls == 1);
}

TEST_CASE("who waits for another's look-up does so until its own deadline") {
  HeldResolver silent;
  const auto found = SecondOfTwo(silent, Milliseconds(0));
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::kTimeout);
  CHECK(silent.calls == 1);
}

TEST_CASE("that another had no time left says nothing of the name") {
  HeldResolver late;
  late.first = Error{ErrorKind::kTimeout, "no whole answer within 10s"};
  CHECK(*SecondOfTwo(late) == Addresses{"192.0.2.2"});
  CHECK(late.calls == 2);
}

}  // namespace
}  // namespace workspace_exporter
