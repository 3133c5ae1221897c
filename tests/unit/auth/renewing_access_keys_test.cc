#include "auth/renewing_access_keys.h"

#include <atomic>
#include <functional>
#include <latch>
#include <semaphore>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "fake_access_keys.h"
#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// Somebody who gives keys, numbered by the tries, as long as there are no failures to come.
struct RenewalBench {
  FakeClock clock;
  std::stop_source stop;
  Milliseconds life = 24h;
  std::vector<ErrorKind> failures;  // still to come, the next one last
  std::atomic<int> fetches = 0;
  std::function<void()> during_fetch = [] {};
  Deadline deadline_of_fetch;
  RenewingAccessKeys keys{clock, stop.get_token(), [this](Deadline deadline) { return Fetch(deadline); }};

  Result<AccessKey> Fetch(Deadline deadline) {
    const int number = ++fetches;
    deadline_of_fetch = deadline;
    during_fetch();
    if (!failures.empty()) {
      const ErrorKind kind = failures.back();
      failures.pop_back();
      return Error{kind, fmt::format("failure {}", number)};
    }
    return AccessKey{.id = fmt::format("key-{}", number),
                     .secret = Secret("secret"),
                     .security_token = Secret("token"),
                     .expires_at = clock.Now() + life};
  }
  static std::string IdOf(const Result<AccessKeyPtr>& key) {
    return key ? (*key)->id : std::string(Name(key.error().kind));
  }
  std::string Get() { return IdOf(keys.Get({})); }
};

TEST_CASE("a key serves until 40 minutes before it expires, and then another comes in time") {
  RenewalBench bench;
  CHECK_FALSE(bench.keys.ExpiresAt());
  CHECK(bench.Get() == "key-1");
  CHECK(bench.keys.ExpiresAt() == bench.clock.Now() + 24h);
  bench.clock.Advance(23h + 19min);
  CHECK(bench.Get() == "key-1");
  bench.clock.Advance(1min);
  CHECK(bench.Get() == "key-2");
}

TEST_CASE("a key that lives shorter than two hours is renewed when a third of its life is left") {
  RenewalBench bench;
  bench.life = 15min;
  CHECK(bench.Get() == "key-1");
  bench.clock.Advance(9min + 59s);
  CHECK(bench.Get() == "key-1");
  bench.clock.Advance(1s);
  CHECK(bench.Get() == "key-2");
}

TEST_CASE("a renewal that fails leaves the key, and is tried again later and later") {
  RenewalBench bench;
  bench.life = 2h;
  bench.Get();
  bench.clock.Advance(80min);
  bench.failures.assign(100, ErrorKind::kServer);
  std::vector<std::int64_t> seconds;  // between tries
  for (int passed = 0; seconds.size() < 8; ++passed) {
    const int before = bench.fetches;
    CHECK(bench.Get() == "key-1");
    if (bench.fetches != before) {
      seconds.push_back(passed);
      passed = 0;
    }
    bench.clock.Advance(1s);
  }
  CHECK(seconds == std::vector<std::int64_t>{0, 10, 20, 40, 80, 160, 300, 300});
  bench.failures.clear();
  bench.clock.Advance(5min);
  CHECK(bench.Get() == "key-10");
}

TEST_CASE("a key that has expired is never used, and without one each request tries") {
  RenewalBench bench;
  bench.Get();
  bench.clock.Advance(25h);
  bench.failures.assign(2, ErrorKind::kServer);
  CHECK(bench.Get() == "server");
  CHECK(bench.Get() == "server");
  CHECK(bench.Get() == "key-4");
}

TEST_CASE("a fetch that was refused is not tried again at once") {
  RenewalBench bench;
  bench.failures.assign(2, ErrorKind::kAuth);
  CHECK(bench.keys.Get({}).error().message == "failure 1");
  bench.clock.Advance(9s);
  CHECK(bench.keys.Get({}).error().message == "failure 1");
  bench.clock.Advance(1s);
  CHECK(bench.keys.Get({}).error().message == "failure 2");
  bench.clock.Advance(20s);
  CHECK(bench.Get() == "key-3");
}

TEST_CASE("a fetch that was refused is tried at once when somebody asks for it") {
  RenewalBench bench;
  bench.failures = {ErrorKind::kAuth, ErrorKind::kAuth};
  CHECK(bench.Get() == "auth");
  bench.keys.TryRefusedAgain();
  CHECK(bench.Get() == "auth");
  CHECK(bench.Get() == "auth");
  CHECK(bench.fetches == 2);
  bench.keys.TryRefusedAgain();
  CHECK(bench.Get() == "key-3");
}

TEST_CASE("a key that has expired when it comes is an error that asks for the clock") {
  RenewalBench bench;
  bench.life = -1s;
  const Result<AccessKeyPtr> key = bench.keys.Get({});
  REQUIRE_FALSE(key);
  CHECK(key.error().kind == ErrorKind::kAuth);
  CHECK(key.error().message.find("clock") != std::string::npos);
}

TEST_CASE("while a key lives, a renewal takes half of the time at most") {
  RenewalBench bench;
  const Deadline due = Deadline::In(bench.clock, 10s);
  REQUIRE(bench.keys.Get(due));
  CHECK(bench.deadline_of_fetch.at == due.at);
  bench.clock.Advance(23h + 30min);
  REQUIRE(bench.keys.Get(Deadline::In(bench.clock, 10s)));
  CHECK(bench.deadline_of_fetch.at == bench.clock.SteadyNow() + 5s);
}

TEST_CASE("sixteen requests that were refused the same key share one fetch") {
  RenewalBench bench;
  const Result<AccessKeyPtr> refused = bench.keys.Get({});
  std::latch all_there(16);
  std::atomic<int> renewed = 0;
  {
    std::vector<std::jthread> requests;
    for (int i = 0; i < 16; ++i) {
      requests.emplace_back([&] {
        all_there.arrive_and_wait();
        if (RenewalBench::IdOf(bench.keys.Renew(*refused, {})) == "key-2") ++renewed;
      });
    }
  }
  CHECK(renewed == 16);
  CHECK(bench.fetches == 2);
}

TEST_CASE("a refused key is not used again where the fetch of another fails") {
  RenewalBench bench;
  const Result<AccessKeyPtr> refused = bench.keys.Get({});
  bench.failures.assign(1, ErrorKind::kServer);
  CHECK(RenewalBench::IdOf(bench.keys.Renew(*refused, {})) == "server");
  CHECK(bench.Get() == "key-3");
  CHECK(RenewalBench::IdOf(bench.keys.Renew(*refused, {})) == "key-3");
}

TEST_CASE("new keys that are refused as well are not replaced more than once a minute") {
  RenewalBench bench;
  const Result<AccessKeyPtr> first = bench.keys.Get({});
  const Result<AccessKeyPtr> second = bench.keys.Renew(*first, {});
  CHECK(RenewalBench::IdOf(second) == "key-2");
  CHECK(RenewalBench::IdOf(bench.keys.Renew(*second, {})) == "auth");
  CHECK(bench.fetches == 2);
  bench.clock.Advance(1min);
  CHECK(RenewalBench::IdOf(bench.keys.Renew(*second, {})) == "key-3");
}

TEST_CASE("a key that has expired by the time it is refused is replaced, however soon after another") {
  RenewalBench bench;
  bench.life = 2s;
  Result<AccessKeyPtr> key = bench.keys.Get({});
  for (const std::string next : {"key-2", "key-3", "key-4"}) {
    bench.clock.Advance(2s);
    key = bench.keys.Renew(*key, {});
    REQUIRE(RenewalBench::IdOf(key) == next);
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

TEST_CASE("while one request renews a key that lives, the others go on with it") {
  RenewalBench bench;
  bench.Get();
  bench.clock.Advance(23h + 30min);
  HeldFetch fetch(bench);
  std::string renewed;
  {
    const std::jthread first([&] { renewed = bench.Get(); });
    fetch.begun.acquire();
    CHECK(bench.Get() == "key-1");
    fetch.go_on.release();
  }
  CHECK(renewed == "key-2");
}

TEST_CASE("who waits for another's fetch is told to stop, and does not wait longer than it may") {
  RenewalBench bench;
  HeldFetch fetch(bench);
  const std::jthread first([&] { bench.Get(); });
  fetch.begun.acquire();
  CHECK(RenewalBench::IdOf(bench.keys.Get(Deadline::In(bench.clock, 1s))) == "timeout");
  bench.stop.request_stop();
  CHECK(bench.Get() == "cancelled");
  fetch.go_on.release();
}

TEST_CASE("a request that was stopped says nothing about the fetch, and the next one tries at once") {
  RenewalBench bench;
  bench.failures.assign(1, ErrorKind::kCancelled);
  CHECK(bench.Get() == "cancelled");
  CHECK(bench.Get() == "key-2");
  bench.clock.Advance(23h + 30min);
  bench.failures.assign(1, ErrorKind::kCancelled);
  CHECK(bench.Get() == "key-2");
  CHECK(bench.Get() == "key-4");
}

}  // namespace
}  // namespace workspace_exporter
