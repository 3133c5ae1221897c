#include "http/caching_resolver.h"

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

}  // namespace
}  // namespace workspace_exporter
