#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "access/route.h"
#include "access_bench.h"
#include "auth/renewing_credential.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// An IAM with one pace, asked for temporary keys, and with these for projects: as an agency's keys are.
struct OnePace {
  FakeClock clock;
  RecordingObserver observer;
  ClockSkew skew;
  std::vector<Milliseconds> lives = {1h};  // of the keys, the last of all that follow
  int keys = 0;
  FakeFileReader files;
  bool refuses_first = false;
  std::shared_ptr<RequestQuota> pace;
  std::shared_ptr<FakeTransport> iam =
      std::make_shared<FakeTransport>([this](const HttpRequest& request) -> Result<HttpResponse> {
        const bool is_of_first = FindHeader(request.headers, "Authorization").find("key-1,") != std::string_view::npos;
        return HttpResponse{.status = refuses_first && is_of_first ? 401 : 200};
      });
  std::unique_ptr<Route> inner;
  std::unique_ptr<RenewingCredential> credential;
  std::unique_ptr<Route> outer;

  explicit OnePace(Quota quota) : pace(std::make_shared<RequestQuota>(quota, clock, std::stop_token())) {
    inner = MakeRoute("assume_role", {});
    credential = std::make_unique<RenewingCredential>(clock, std::stop_token(), kKeyRenewal, FileWatch(files, {}),
                                                      [this](bool) { return Fetch(); });
    outer = MakeRoute("list_projects", {.credentials = credential.get()});
  }

  std::unique_ptr<Route> MakeRoute(std::string operation, Signing signing) {
    const RouteContext context = {
        .clock = clock,
        .stop = {},
        .observer = observer,
        .project = [] { return std::string("one"); },
        .operation = std::move(operation),
        .skew = skew,
        // Where a place is held for ever, the test comes to an end.
        .is_wanted = [this, until = clock.SteadyNow() + 1h] { return clock.SteadyNow() < until; }};
    return std::make_unique<Route>(context, ReachedApi{.origin = {.host = "iam"}, .connections = iam, .pace = pace},
                                   nullptr, kIamPatience, std::move(signing));
  }
  Result<Credential> Fetch() {
    if (Result<HttpResponse> sent = inner->Send({}, {}); !sent) return std::move(sent).error();
    const Milliseconds life = lives[std::min(static_cast<std::size_t>(keys), lives.size() - 1)];
    return Credential(AccessKey{fmt::format("key-{}", ++keys), Secret("secret"), {}, clock.Now() + life});
  }
};

TEST_CASE("a key that ends while a request waits for the pace is asked for without holding a place of it") {
  OnePace bench({.limit = 1, .window = 1min});
  bench.lives = {30s, 1h};
  const SteadyTime began = bench.clock.SteadyNow();
  CHECK(bench.outer->Send({}, {})->status == 200);
  CHECK(bench.observer.sent ==
        std::vector<std::string>{"one assume_role 200", "one assume_role 200", "one list_projects 200"});
  CHECK(bench.clock.SteadyNow() - began == 2min);
  CHECK(FindHeader(bench.iam->requests().back().headers, "Authorization").find("key-2,") != std::string_view::npos);
}

TEST_CASE("a key that is refused is replaced without holding a place of the pace") {
  OnePace bench({.limit = 1, .window = 1min});
  bench.refuses_first = true;
  CHECK(bench.outer->Send({}, {})->status == 200);
  CHECK(bench.keys == 2);
}

TEST_CASE("where no key lives until the request's turn, that is the error, and nothing is held") {
  OnePace bench({.limit = 1, .window = 1min});
  bench.lives = {30s};
  const Result<HttpResponse> response = bench.outer->Send({}, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::kThrottled);
  CHECK(response.error().message == "no credential lives for as long as the quota keeps a request waiting");
  CHECK(bench.keys == 5);
  bench.clock.Advance(1min);
  CHECK(bench.pace->State().used == 0);
}

}  // namespace
}  // namespace workspace_exporter
