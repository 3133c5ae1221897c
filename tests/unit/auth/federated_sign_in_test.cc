#include "auth/federated_sign_in.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/iso_time.h"
#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// An IAM that answers the first request and the second one.
struct FederationBench {
  FakeClock clock;
  HttpResponse unscoped = {.status = 201, .headers = {{"X-Subject-Token", "unscoped\"x"}}, .body = "{}"};
  HttpResponse scoped = {.status = 201,
                         .headers = {{"X-Subject-Token", "scoped"}},
                         .body = R"({"token":{"expires_at":"2124-02-28T03:47:51.182000Z"}})"};
  FakeTransport iam{[this](const HttpRequest& request) -> Result<HttpResponse> {
    return request.target.starts_with("/v3/auth") ? scoped : unscoped;
  }};

  Result<Token> SignIn() { return SignInBy(iam, {}); }
  Result<Token> SignInBy(HttpTransport& transport, Deadline deadline) {
    return SignInByIdToken(transport, {.idp_id = "provider", .project_id = "p1"}, Secret("eyJ.x.y"), clock, deadline);
  }
};

/// Takes nine seconds for each request, and writes down how long it might have taken.
struct SlowTransport final : HttpTransport {
  explicit SlowTransport(FederationBench& of) : bench(of) {}
  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override {
    times.push_back(deadline.Remaining(bench.clock));
    bench.clock.Advance(9s);
    return bench.iam.Send(request, deadline);
  }
  FederationBench& bench;
  std::vector<Milliseconds> times;
};

TEST_CASE("the id token is given for an unscoped token, and that for one of the project") {
  FederationBench bench;
  const Result<Token> token = bench.SignIn();
  REQUIRE(token);
  CHECK(token->value.Reveal() == "scoped");
  CHECK(token->expires_at == ParseIsoTime("2124-02-28T03:47:51.182Z"));
  REQUIRE(bench.iam.requests().size() == 2);
  const HttpRequest first = bench.iam.requests()[0];
  CHECK(first.method == "POST");
  CHECK(first.target == "/v3.0/OS-AUTH/id-token/tokens");
  CHECK(FindHeader(first.headers, "X-Idp-Id") == "provider");
  CHECK(FindHeader(first.headers, "Content-Type") == "application/json;charset=utf8");
  CHECK(nlohmann::json::parse(first.body) == nlohmann::json::parse(R"({"auth":{"id_token":{"id":"eyJ.x.y"}}})"));
  const HttpRequest second = bench.iam.requests()[1];
  CHECK(second.method == "POST");
  CHECK(second.target == "/v3/auth/tokens?nocatalog=true");
  CHECK(FindHeader(second.headers, "X-Idp-Id").empty());
  CHECK(nlohmann::json::parse(second.body) == nlohmann::json::parse(R"({"auth":{
      "identity":{"methods":["token"],"token":{"id":"unscoped\"x"}},"scope":{"project":{"id":"p1"}}}})"));
}

TEST_CASE("each of the two requests has the time of one") {
  FederationBench bench;
  SlowTransport slow(bench);
  CHECK(bench.SignInBy(slow, Deadline::In(bench.clock, 10s)));
  CHECK(slow.times == std::vector<Milliseconds>{10s, 10s});
}

TEST_CASE("a refusal says which of the two requests it is of, and the second is not sent after one of the first") {
  FederationBench bench;
  bench.scoped = {.status = 403};
  CHECK(bench.SignIn().error().message == "asking IAM for a token of the project: status 403");
  CHECK(bench.SignIn().error().kind == ErrorKind::kAuth);
  bench.unscoped = {.status = 401, .body = R"({"error":{"message":"expired","code":401,"title":"Unauthorized"}})"};
  const std::size_t before = bench.iam.requests().size();
  CHECK(bench.SignIn().error().message == "giving IAM the id token: status 401, 401: expired");
  CHECK(bench.iam.requests().size() == before + 1);
  bench.unscoped = {.status = 404};
  CHECK(bench.SignIn().error().kind == ErrorKind::kRejected);
  bench.unscoped = {.status = 201};
  CHECK(bench.SignIn().error().message == "giving IAM the id token: the sign-in was answered without X-Subject-Token");
}

}  // namespace
}  // namespace workspace_exporter
