#include "auth/password_token_provider.h"

#include <atomic>
#include <latch>
#include <semaphore>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/iso_time.h"
#include "support/fake_clock.h"
#include "support/fake_transport.h"
#include "support/waited_for_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// An IAM that gives tokens of a day, numbered, as long as it is well and the password is "right".
struct TokenBench {
  FakeClock clock;
  std::string password = "right";
  FileStamp file = {};
  int failures = 0;  // answers of 503 still to come
  std::atomic<int> sign_ins = 0;
  FakeTransport iam{[this](const HttpRequest& request) -> Result<HttpResponse> {
    ++sign_ins;
    if (failures > 0) {
      --failures;
      return HttpResponse{.status = 503};
    }
    if (request.body.find("\"right\"") == std::string::npos) return HttpResponse{.status = 401};
    return HttpResponse{.status = 201,
                        .headers = {{"X-Subject-Token", fmt::format("token-{}", sign_ins.load())}},
                        .body = fmt::format(R"({{"token":{{"expires_at":"{}"}}}})", FormatIsoTime(clock.Now() + 24h))};
  }};
  PasswordTokenProvider tokens{
      iam,
      {.clock = clock, .deadline = {}, .stop = {}, .random = [] { return 0.5; }, .on_retry = [](const Error&) {}},
      {.user = {"account", "user", "p"},
       .password = [this]() -> Result<Password> { return Password{.value = Secret(password), .file = file}; },
       .request_timeout = 10s}};

  std::string Get() {
    const Result<TokenPtr> token = tokens.Get({});
    return token ? std::string((*token)->value.Reveal()) : std::string(Name(token.error().kind));
  }
};

TEST_CASE("one sign-in serves until the token is about to expire, and then another comes in time") {
  TokenBench bench;
  CHECK_FALSE(bench.tokens.ExpiresAt());
  CHECK(bench.Get() == "token-1");
  CHECK(bench.tokens.ExpiresAt() == bench.clock.Now() + 24h);
  bench.clock.Advance(23h + 29min);
  CHECK(bench.Get() == "token-1");
  bench.clock.Advance(2min);
  CHECK(bench.Get() == "token-2");
}

TEST_CASE("a renewal that fails leaves the old token while it lives, and is tried again after a minute") {
  TokenBench bench;
  bench.Get();
  bench.clock.Advance(23h + 40min);
  bench.failures = 4;
  CHECK(bench.Get() == "token-1");
  const int tried = bench.sign_ins;
  CHECK(bench.Get() == "token-1");
  CHECK(bench.sign_ins == tried);
  bench.clock.Advance(1min);
  CHECK(bench.Get() == "token-6");
}

TEST_CASE("a token that has expired is never used") {
  TokenBench bench;
  bench.Get();
  bench.clock.Advance(25h);
  bench.failures = 100;
  CHECK(bench.Get() == "server");
}

TEST_CASE("a failure that may pass is retried") {
  TokenBench bench;
  bench.failures = 3;
  CHECK(bench.Get() == "token-4");
}

TEST_CASE("sixteen requests that were refused the same token share one new sign-in") {
  TokenBench bench;
  const Result<TokenPtr> refused = bench.tokens.Get({});
  std::latch all_there(16);
  std::atomic<int> renewed = 0;
  {
    std::vector<std::jthread> requests;
    for (int i = 0; i < 16; ++i) {
      requests.emplace_back([&] {
        all_there.arrive_and_wait();
        const Result<TokenPtr> token = bench.tokens.Renew(*refused, {});
        if (token && (*token)->value.Reveal() == "token-2") ++renewed;
      });
    }
  }
  CHECK(renewed == 16);
  CHECK(bench.sign_ins == 2);
}

TEST_CASE("a refused token is forgotten where the password is refused as well, and kept where IAM is out of reach") {
  TokenBench bench;
  const Result<TokenPtr> refused = bench.tokens.Get({});
  bench.failures = 4;
  CHECK_FALSE(bench.tokens.Renew(*refused, {}));
  CHECK(bench.Get() == "token-1");
  bench.password = "wrong";
  CHECK_FALSE(bench.tokens.Renew(*refused, {}));
  CHECK(bench.Get() == "auth");
  CHECK_FALSE(bench.tokens.ExpiresAt());
  bench.password = "right";
  CHECK(bench.Get() == "token-7");
}

TEST_CASE("who waits for another's sign-in shares its failure") {
  WaitedForClock clock;
  std::binary_semaphore begun(0);
  int sign_ins = 0;
  FakeTransport iam([&](const HttpRequest&) -> Result<HttpResponse> {
    ++sign_ins;
    begun.release();
    clock.waiting.acquire();
    return HttpResponse{.status = 503};
  });
  PasswordTokenProvider tokens(
      iam, {.clock = clock, .deadline = {}, .stop = {}, .random = [] { return 0.5; }, .on_retry = [](const Error&) {}},
      {.user = {"account", "user", "p"},
       .password = []() -> Result<Password> { return Password{.value = Secret("right")}; },
       .retry = {.retries = 0},
       .request_timeout = 10s});
  std::atomic<int> failed = 0;
  const auto get = [&] {
    if (const Result<TokenPtr> token = tokens.Get({}); !token && token.error().kind == ErrorKind::kServer) ++failed;
  };
  {
    const std::jthread first(get);
    begun.acquire();
    const std::jthread waiter(get);
  }
  CHECK(failed == 2);
  CHECK(sign_ins == 1);
}

TEST_CASE(
    "a refused password is not tried again for a minute, unless it has changed, its file has, or somebody asks for "
    "it") {
  TokenBench bench;
  bench.password = "wrong";
  CHECK(bench.Get() == "auth");
  CHECK(bench.Get() == "auth");
  CHECK(bench.sign_ins == 1);
  bench.clock.Advance(1min);
  CHECK(bench.Get() == "auth");
  CHECK(bench.sign_ins == 2);
  bench.file.modified_ns = 1;
  CHECK(bench.Get() == "auth");
  CHECK(bench.sign_ins == 3);
  bench.tokens.TryRefusedAgain();
  CHECK(bench.Get() == "auth");
  CHECK(bench.Get() == "auth");
  CHECK(bench.sign_ins == 4);
  bench.password = "right";
  CHECK(bench.Get() == "token-5");
}

}  // namespace
}  // namespace workspace_exporter
