#include <atomic>
#include <latch>
#include <semaphore>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "auth/renewing_credential.h"
#include "renewal_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("sixteen requests that were refused the same credential share one fetch") {
  for (const RenewalPolicy& policy : kPolicies) {
    RenewalBench bench(policy);
    const Result<CredentialPtr> refused = bench.credentials.Get();
    std::latch all_there(16);
    std::atomic<int> renewed = 0;
    {
      std::vector<std::jthread> requests;
      for (int i = 0; i < 16; ++i) {
        requests.emplace_back([&] {
          all_there.arrive_and_wait();
          if (Shown(bench.credentials.Renew(*refused)) == "2") ++renewed;
        });
      }
    }
    CHECK(renewed == 16);
    CHECK(bench.fetches == 2);
  }
}

TEST_CASE("a refused credential is forgotten where the fetch is refused as well, and kept where nobody can be asked") {
  for (const RenewalPolicy& policy : kPolicies) {
    RenewalBench bench(policy);
    const Result<CredentialPtr> refused = bench.credentials.Get();
    bench.failures = {ErrorKind::kServer};
    CHECK(Shown(bench.credentials.Renew(*refused)) == "server");
    CHECK(bench.Get() == "1");
    bench.clock.Advance(1min);
    bench.failures = {ErrorKind::kAuth};
    CHECK(Shown(bench.credentials.Renew(*refused)) == "auth");
    CHECK(bench.Get() == "auth");
    CHECK_FALSE(bench.credentials.ExpiresAt());
  }
}

TEST_CASE("a late refusal of an older credential says nothing about the newer one") {
  RenewalBench bench;
  const Result<CredentialPtr> first = bench.credentials.Get();
  CHECK(Shown(bench.credentials.Renew(*first)) == "2");
  CHECK(Shown(bench.credentials.Renew(*first)) == "2");
  CHECK(bench.fetches == 2);
}

TEST_CASE("new keys that are refused as well are not replaced more than once a minute, and tokens are") {
  RenewalBench bench;
  const Result<CredentialPtr> first = bench.credentials.Get();
  const Result<CredentialPtr> second = bench.credentials.Renew(*first);
  CHECK(Shown(second) == "2");
  CHECK(Shown(bench.credentials.Renew(*second)) == "auth");
  CHECK(bench.fetches == 2);
  bench.clock.Advance(1min);
  CHECK(Shown(bench.credentials.Renew(*second)) == "3");

  RenewalBench tokens(kSignInRenewal);
  Result<CredentialPtr> token = tokens.credentials.Get();
  for (const std::string next : {"2", "3", "4"}) {
    token = tokens.credentials.Renew(*token);
    REQUIRE(Shown(token) == next);
  }
}

TEST_CASE("one that has expired by the time it is refused is replaced, however soon after another") {
  RenewalBench bench;
  bench.life = 2s;
  Result<CredentialPtr> credential = bench.credentials.Get();
  for (const std::string next : {"2", "3", "4"}) {
    bench.clock.Advance(2s);
    credential = bench.credentials.Renew(*credential);
    REQUIRE(Shown(credential) == next);
  }
}

/// A fetch that begins, and goes on when it is told.
struct HeldFetch {
  explicit HeldFetch(RenewalBench& bench) {
    bench.during_fetch = [this] {
      begun.release();
      go_on.acquire();
    };
  }
  std::counting_semaphore<> begun{0};
  std::counting_semaphore<> go_on{0};
};

TEST_CASE("while one request renews a credential that lives, the others go on with it") {
  RenewalBench bench;
  bench.Get();
  bench.clock.Advance(23h + 30min);
  HeldFetch fetch(bench);
  std::string renewed;
  {
    const std::jthread first([&] { renewed = bench.Get(); });
    fetch.begun.acquire();
    CHECK(bench.Get() == "1");
    fetch.go_on.release();
  }
  CHECK(renewed == "2");
}

TEST_CASE("who waits for another's fetch is told to stop") {
  RenewalBench bench;
  HeldFetch fetch(bench);
  const std::jthread first([&] { bench.Get(); });
  fetch.begun.acquire();
  bench.stop.request_stop();
  CHECK(bench.Get() == "cancelled");
  fetch.go_on.release();
}

TEST_CASE("a fetch that was stopped says nothing, and the next request tries at once") {
  RenewalBench bench;
  bench.failures = {ErrorKind::kCancelled};
  CHECK(bench.Get() == "cancelled");
  CHECK(bench.Get() == "2");
  bench.clock.Advance(23h + 30min);
  bench.failures = {ErrorKind::kCancelled};
  CHECK(bench.Get() == "2");
  CHECK(bench.Get() == "4");
}

}  // namespace
}  // namespace workspace_exporter
