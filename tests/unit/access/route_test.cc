#include "access/route.h"

#include <doctest/doctest.h>

#include "access_bench.h"
#include "auth/request_signer.h"
#include "base/iso_time.h"
#include "support/credentials.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// Gives credentials as a test says, and counts the refusals.
struct FakeCredentials final : public CredentialSource {
  Result<CredentialPtr> at_hand = MakeKey("first");
  Result<CredentialPtr> another = MakeKey("second");
  int renewals = 0;

  Result<CredentialPtr> Get(const IsWanted& /*is_wanted*/) override { return at_hand; }
  CredentialPtr AtHand() override { return at_hand ? *at_hand : nullptr; }
  Result<CredentialPtr> Renew(const CredentialPtr& /*refused*/, const IsWanted& /*is_wanted*/) override {
    ++renewals;
    if (another) at_hand = another;
    return another;
  }
  std::optional<WallTime> ExpiresAt() const override { return std::nullopt; }
  void TryRefusedAgain() override {}
};

/// An API that accepts the credential `accepted`, at a time of its own.
struct RouteBench {
  FakeClock clock{*ParseIsoTime("2024-02-27T03:47:51Z")};
  FakeCredentials credentials;
  std::string accepted = "first";
  HttpResponse refusal = {.status = 401, .body = R"({"error_code":"APIGW.0301","error_msg":"refused"})"};
  std::shared_ptr<FakeTransport> api =
      std::make_shared<FakeTransport>([this](const HttpRequest& request) -> Result<HttpResponse> {
        const std::string_view key = FindHeader(request.headers, "Authorization");
        const bool is_good = key.find("Access=" + accepted + ",") != std::string_view::npos ||
                             FindHeader(request.headers, "X-Auth-Token") == accepted;
        return is_good ? HttpResponse{.status = 200} : refusal;
      });
  RequestQuota quota{{.limit = 1, .window = 20min}, clock, {}};
  RecordingObserver observer;
  ClockSkew skew;
  Origin origin = {.host = "api"};
  bool is_signed = true;

  Result<HttpResponse> Send(Deadline deadline = {}) {
    Route route({.clock = clock,
                 .stop = {},
                 .observer = observer,
                 .project = [] { return std::string("name"); },
                 .operation = "list_sessions",
                 .skew = skew,
                 .is_wanted = [] { return true; }},
                {.origin = origin,
                 .connections = api,
                 .pace = std::make_shared<RequestQuota>(Quota(), clock, std::stop_token())},
                &quota, /*patience=*/Milliseconds(0),
                {.credentials = is_signed ? &credentials : nullptr, .project_id = [] { return std::string("p"); }});
    return route.Send({.target = "/a?b=1"}, deadline);
  }
};

TEST_CASE("a request goes out signed by a key, with the project's id, and is counted") {
  RouteBench bench;
  REQUIRE(bench.Send()->status == 200);
  REQUIRE(bench.api->requests().size() == 1);
  const HttpRequest expected = Sign({.target = "/a?b=1", .headers = {{"X-Project-Id", "p"}}}, "api",
                                    std::get<AccessKey>(*MakeKey("first")), bench.clock.Now());
  CHECK(bench.api->requests()[0].headers == expected.headers);
  CHECK(bench.observer.sent == std::vector<std::string>{"name list_sessions 200"});
}

TEST_CASE("a request carries a token, without more") {
  RouteBench bench;
  bench.credentials.at_hand = MakeToken("first");
  REQUIRE(bench.Send()->status == 200);
  CHECK(bench.api->requests()[0].headers == HttpHeaders{{"X-Auth-Token", "first"}});
}

TEST_CASE("what is not signed in goes out as it is") {
  RouteBench bench;
  bench.is_signed = false;
  CHECK(bench.Send()->status == 401);
  CHECK(bench.api->requests()[0].headers.empty());
  CHECK(bench.api->requests().size() == 1);
}

TEST_CASE("the prefix of a base URL is put on once, and signed") {
  RouteBench bench;
  bench.origin.path_prefix = "/prefix";
  REQUIRE(bench.Send());
  const HttpRequest expected = Sign({.target = "/prefix/a?b=1", .headers = {{"X-Project-Id", "p"}}}, "api",
                                    std::get<AccessKey>(*MakeKey("first")), bench.clock.Now());
  CHECK(bench.api->requests()[0].target == "/prefix/a?b=1");
  CHECK(bench.api->requests()[0].headers == expected.headers);
}

TEST_CASE("a request that waited for the quota is signed when it goes, within its own time") {
  RouteBench bench;
  const SteadyTime began = bench.clock.SteadyNow();
  REQUIRE(bench.Send()->status == 200);
  REQUIRE(bench.Send(Deadline::In(bench.clock, 10s))->status == 200);
  CHECK(bench.clock.SteadyNow() == began + 20min);
  CHECK(FindHeader(bench.api->requests()[0].headers, "X-Sdk-Date") == "20240227T034751Z");
  CHECK(FindHeader(bench.api->requests()[1].headers, "X-Sdk-Date") == "20240227T040751Z");
}

TEST_CASE("a refused credential is renewed once, and the request sent once more, which spends of the quota as well") {
  for (const bool by_token : {false, true}) {
    RouteBench bench;
    bench.accepted = "second";
    if (by_token) {
      bench.credentials.at_hand = MakeToken("first");
      bench.credentials.another = MakeToken("second");
    }
    const SteadyTime began = bench.clock.SteadyNow();
    CHECK(bench.Send()->status == 200);
    CHECK(bench.api->requests().size() == 2);
    CHECK(bench.clock.SteadyNow() == began + 20min);
    CHECK(bench.observer.sent.size() == 2);
  }
}

TEST_CASE("where the other credential is refused too, that is the answer") {
  RouteBench bench;
  bench.accepted = "none";
  CHECK(bench.Send()->status == 401);
  CHECK(bench.credentials.renewals == 1);
  CHECK(bench.api->requests().size() == 2);
}

TEST_CASE("where there is no other, the request is not sent again, and the error tells what the API said") {
  RouteBench bench;
  bench.accepted = "none";
  bench.credentials.another = bench.credentials.at_hand;
  CHECK(bench.Send()->status == 401);
  bench.credentials.another = Error{ErrorKind::kAuth, "no other key"};
  const Result<HttpResponse> response = bench.Send();
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::kAuth);
  CHECK(response.error().message == "no other key (after status 401, APIGW.0301: refused)");
  CHECK(bench.api->requests().size() == 2);
}

TEST_CASE("without a credential nothing is sent, and nothing of the quota is spent") {
  RouteBench bench;
  bench.credentials.at_hand = Error{ErrorKind::kAuth, "no key"};
  CHECK(bench.Send().error().message == "no key");
  CHECK(bench.api->requests().empty());
  CHECK(bench.quota.State().used == 0);
}

TEST_CASE("a refusal because of our clock says how wrong it is, and no other key is asked for") {
  RouteBench bench;
  bench.accepted = "none";
  bench.refusal.headers = {{"Date", "Tue, 27 Feb 2024 03:30:51 GMT"}};
  const Result<HttpResponse> ahead = bench.Send();
  REQUIRE_FALSE(ahead);
  CHECK(ahead.error().kind == ErrorKind::kAuth);
  CHECK(ahead.error().message ==
        "the signature was refused, and this machine's clock is 1020 s ahead of the API's, which accepts 15 minutes");
  CHECK(bench.credentials.renewals == 0);
  CHECK(bench.skew.Seconds() == 1020.0);
}

TEST_CASE("a token that the gateway quotes does not come through") {
  RouteBench bench;
  bench.accepted = "none";
  bench.credentials.at_hand = MakeKey("first", "secret", "tok/en");
  bench.credentials.another = bench.credentials.at_hand;
  bench.refusal.body = R"({"error_msg":"verify: GET|/a/||x-security-token:tok\/en|host tok/en","n":1})";
  const Result<HttpResponse> response = bench.Send();
  REQUIRE(response);
  CHECK(response->body == R"({"error_msg":"verify: GET|/a/||x-security-token:*******|host ***","n":1})");
}

}  // namespace
}  // namespace workspace_exporter
