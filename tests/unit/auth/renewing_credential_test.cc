#include "auth/renewing_credential.h"

#include <vector>

#include <doctest/doctest.h>

#include "renewal_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a credential serves until 40 minutes before it expires, and then another comes in time") {
  for (const RenewalPolicy& policy : kPolicies) {
    RenewalBench bench(policy);
    CHECK_FALSE(bench.credentials.ExpiresAt());
    CHECK(bench.Get() == "1");
    CHECK_FALSE(bench.had_one);
    CHECK(bench.credentials.ExpiresAt() == bench.clock.Now() + 24h);
    bench.clock.Advance(23h + 19min);
    CHECK(bench.Get() == "1");
    bench.clock.Advance(1min);
    CHECK(bench.Get() == "2");
    CHECK(bench.had_one);
  }
}

TEST_CASE("what is at hand is what may be used now: none that is refused or has expired, and nobody is asked") {
  RenewalBench bench;
  CHECK(bench.credentials.AtHand() == nullptr);
  const Result<CredentialPtr> first = bench.credentials.Get();
  REQUIRE(first);
  CHECK(bench.credentials.AtHand() == *first);
  bench.clock.Advance(23h + 30min);
  CHECK(bench.credentials.AtHand() == *first);
  bench.during_fetch = [&] { CHECK(bench.credentials.AtHand() == nullptr); };
  REQUIRE(bench.credentials.Renew(*first));
  CHECK(Shown(bench.credentials.AtHand()) == "2");
  bench.clock.Advance(24h);
  CHECK(bench.credentials.AtHand() == nullptr);
  CHECK(bench.fetches == 2);
}

TEST_CASE("who waits for what another asks for leaves when it is wanted no longer, within a second") {
  RenewalBench bench;
  bench.during_fetch = [&] {
    const SteadyTime began = bench.clock.SteadyNow();
    const auto is_wanted = [&] { return bench.clock.SteadyNow() < began + 2500ms; };
    CHECK(Shown(bench.credentials.Get(is_wanted)) == "cancelled");
    CHECK(bench.clock.SteadyNow() - began == 3s);
  };
  CHECK(bench.Get() == "1");
  CHECK(bench.fetches == 1);
}

TEST_CASE("one that lives shorter than two hours is renewed when a third of its life is left") {
  RenewalBench bench;
  bench.life = 15min;
  CHECK(bench.Get() == "1");
  bench.clock.Advance(9min + 59s);
  CHECK(bench.Get() == "1");
  bench.clock.Advance(1s);
  CHECK(bench.Get() == "2");
}

TEST_CASE("a renewal that fails leaves what is at hand, and is tried again later and later") {
  const auto seconds_between_tries = [](const RenewalPolicy& policy) {
    RenewalBench bench(policy);
    bench.life = 24h;
    bench.Get();
    bench.clock.Advance(23h + 20min);
    bench.failures.assign(100, ErrorKind::kServer);
    std::vector<int> seconds;
    for (int passed = 0; seconds.size() < 5; ++passed) {
      const int before = bench.fetches;
      CHECK(bench.Get() == "1");
      if (bench.fetches != before) {
        seconds.push_back(passed);
        passed = 0;
      }
      bench.clock.Advance(1s);
    }
    return seconds;
  };
  CHECK(seconds_between_tries(kKeyRenewal) == std::vector{0, 10, 20, 40, 80});
  CHECK(seconds_between_tries(kSignInRenewal) == std::vector{0, 60, 120, 240, 480});
}

TEST_CASE("no wait is longer than the longest") {
  RenewalBench bench({.first_wait = 10s, .longest_wait = 15s});
  bench.failures.assign(4, ErrorKind::kAuth);
  for (const Milliseconds wait : {10s, 15s, 15s}) {
    CHECK(bench.Get() == "auth");
    const int before = bench.fetches;
    bench.clock.Advance(wait - 1ms);
    CHECK(bench.Get() == "auth");
    CHECK(bench.fetches == before);
    bench.clock.Advance(1ms);
  }
}

TEST_CASE("one that has expired is never used, and without one each request tries") {
  RenewalBench bench;
  bench.Get();
  bench.clock.Advance(25h);
  bench.failures.assign(2, ErrorKind::kServer);
  CHECK(bench.Get() == "server");
  CHECK(bench.Get() == "server");
  CHECK(bench.Get() == "4");
}

TEST_CASE("a fetch that was refused is not repeated at once, and says why and for how long") {
  for (const RenewalPolicy& policy : kPolicies) {
    RenewalBench bench(policy);
    bench.failures.assign(2, ErrorKind::kAuth);
    CHECK(bench.credentials.Get().error().message == "failure 1");
    bench.clock.Advance(policy.first_wait - 1s);
    CHECK(bench.credentials.Get().error().message == "failure 1; not tried again for 1 s");
    bench.clock.Advance(1s);
    CHECK(bench.credentials.Get().error().message == "failure 2");
    bench.clock.Advance(2 * policy.first_wait);
    CHECK(bench.Get() == "3");
  }
}

TEST_CASE("a fetch that was refused is tried at once when its file is written again, or somebody asks for it") {
  RenewalBench bench(kSignInRenewal);
  bench.failures = {ErrorKind::kAuth, ErrorKind::kAuth, ErrorKind::kAuth};
  CHECK(bench.Get() == "auth");
  CHECK(bench.Get() == "auth");
  CHECK(bench.fetches == 1);
  bench.files.Touch("f");
  CHECK(bench.Get() == "auth");
  CHECK(bench.Get() == "auth");
  CHECK(bench.fetches == 2);
  bench.credentials.TryRefusedAgain();
  CHECK(bench.Get() == "auth");
  CHECK(bench.Get() == "auth");
  CHECK(bench.fetches == 3);
  bench.files.Write("f", "as it should be");
  CHECK(bench.Get() == "4");
}

TEST_CASE("one that has expired when it comes is an error that asks for the clock") {
  RenewalBench bench;
  bench.life = -1s;
  const Result<CredentialPtr> credential = bench.credentials.Get();
  REQUIRE_FALSE(credential);
  CHECK(credential.error().kind == ErrorKind::kAuth);
  CHECK(credential.error().message.find("clock") != std::string::npos);
}

}  // namespace
}  // namespace workspace_exporter
