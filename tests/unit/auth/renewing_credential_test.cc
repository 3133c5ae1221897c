#include "auth/renewing_credential.h"

#include <atomic>
#include <functional>
#include <latch>
#include <semaphore>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/credentials.h"
#include "support/fake_clock.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// Somebody who gives credentials, numbered by the tries, as long as there are no failures to come. It reads the file
/// "f".
struct RenewalBench {
  explicit RenewalBench(RenewalPolicy policy = kKeyRenewal)
      : credentials(clock, stop.get_token(), policy, FileWatch(files, {"f"}), [this](bool has_one) {
          had_one = has_one;
          return Fetch();
        }) {
    files.Write("f", "as it was");
  }

  FakeClock clock;
  FakeFileReader files;
  std::stop_source stop;
  Milliseconds life = 24h;
  std::vector<ErrorKind> failures;  // still to come, the next one last
  std::atomic<int> fetches = 0;
  std::function<void()> during_fetch = [] {};
  bool had_one = false;
  RenewingCredential credentials;

  Result<Credential> Fetch() {
    const int number = ++fetches;
    during_fetch();
    if (!failures.empty()) {
      const ErrorKind kind = failures.back();
      failures.pop_back();
      return Error{kind, fmt::format("failure {}", number)};
    }
    return Credential(Token{.value = Secret(std::to_string(number)), .expires_at = clock.Now() + life});
  }
  std::string Get() { return Shown(credentials.Get()); }
};

const std::vector<RenewalPolicy> kPolicies = {kKeyRenewal, kSignInRenewal};

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
