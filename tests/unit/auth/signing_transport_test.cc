#include "auth/signing_transport.h"

#include <doctest/doctest.h>

#include "auth/request_signer.h"
#include "base/iso_time.h"
#include "fake_access_keys.h"
#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

/// An API that accepts the keys whose id is `accepted`, at a time of its own.
struct SigningBench {
  FakeClock clock{*ParseIsoTime("2024-02-27T03:47:51Z")};
  FakeAccessKeys keys;
  std::string accepted = "first";
  HttpResponse refusal = {.status = 401, .body = R"({"error_code":"APIGW.0301","error_msg":"refused"})"};
  FakeTransport api{[this](const HttpRequest& request) -> Result<HttpResponse> {
    const std::string_view given = FindHeader(request.headers, "Authorization");
    return given.find("Access=" + accepted + ",") != std::string_view::npos ? HttpResponse{.status = 200} : refusal;
  }};
  SigningOptions options = {.host = "api", .project_id = [] { return std::string("p"); }};

  Result<HttpResponse> Send() { return SigningTransport(api, keys, clock, options).Send({.target = "/a?b=1"}, {}); }
};

TEST_CASE("a request goes out signed, with the project's id") {
  SigningBench bench;
  const Result<HttpResponse> response = bench.Send();
  REQUIRE(response);
  CHECK(response->status == 200);
  REQUIRE(bench.api.requests().size() == 1);
  const HttpRequest expected =
      Sign({.target = "/a?b=1", .headers = {{"X-Project-Id", "p"}}}, "api", *MakeKey("first"), bench.clock.Now());
  CHECK(bench.api.requests()[0].headers == expected.headers);
  CHECK(bench.api.requests()[0].target == "/a?b=1");
}

TEST_CASE("without a project's id there is no header for it, and a path prefix is signed but left to the transport") {
  SigningBench bench;
  bench.options = {.host = "api", .path_prefix = "/prefix"};
  REQUIRE(bench.Send());
  const HttpRequest expected = Sign({.target = "/prefix/a?b=1"}, "api", *MakeKey("first"), bench.clock.Now());
  CHECK(bench.api.requests()[0].headers == expected.headers);
  CHECK(bench.api.requests()[0].target == "/a?b=1");
}

TEST_CASE("a refused key is renewed once, and the request sent once more") {
  SigningBench bench;
  bench.accepted = "second";
  const Result<HttpResponse> response = bench.Send();
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(bench.api.requests().size() == 2);
}

TEST_CASE("where the other key is refused too, that is the answer") {
  SigningBench bench;
  bench.accepted = "none";
  const Result<HttpResponse> response = bench.Send();
  REQUIRE(response);
  CHECK(response->status == 401);
  CHECK(bench.keys.renewals == 1);
  CHECK(bench.api.requests().size() == 2);
}

TEST_CASE("where there is no other key, the request is not sent again, and the error tells what the API said") {
  SigningBench bench;
  bench.accepted = "none";
  bench.keys.another = bench.keys.at_hand;
  Result<HttpResponse> response = bench.Send();
  REQUIRE(response);
  CHECK(response->status == 401);
  bench.keys.another = Error{ErrorKind::kAuth, "no other key"};
  response = bench.Send();
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::kAuth);
  CHECK(response.error().message == "no other key (after status 401, APIGW.0301: refused)");
  CHECK(bench.api.requests().size() == 2);
}

TEST_CASE("without a key nothing is sent") {
  SigningBench bench;
  bench.keys.at_hand = Error{ErrorKind::kAuth, "no key"};
  CHECK(bench.Send().error().message == "no key");
  CHECK(bench.api.requests().empty());
}

TEST_CASE("a refusal because of our clock says how wrong it is, and no other key is asked for") {
  SigningBench bench;
  bench.accepted = "none";
  bench.refusal.headers = {{"Date", "Tue, 27 Feb 2024 03:30:51 GMT"}};
  const Result<HttpResponse> ahead = bench.Send();
  REQUIRE_FALSE(ahead);
  CHECK(ahead.error().kind == ErrorKind::kAuth);
  CHECK(ahead.error().message ==
        "the signature was refused, and this machine's clock is 1020 s ahead of the API's, which accepts 15 minutes");
  bench.refusal.headers = {{"Date", "Tue, 27 Feb 2024 03:52:52 GMT"}};
  CHECK(bench.Send().error().message.find("301 s behind the API's") != std::string::npos);
  CHECK(bench.keys.renewals == 0);
  bench.refusal.headers = {{"Date", "Tue, 27 Feb 2024 03:52:51 GMT"}};
  CHECK(bench.Send());
}

TEST_CASE("a token that the gateway quotes does not come through") {
  SigningBench bench;
  bench.accepted = "none";
  bench.keys.at_hand = MakeKey("first", "secret", "tok/en");
  bench.keys.another = bench.keys.at_hand;
  bench.refusal.body = R"({"error_msg":"verify: GET|/a/||x-security-token:tok\/en|host tok/en","n":1})";
  const Result<HttpResponse> response = bench.Send();
  REQUIRE(response);
  CHECK(response->body == R"({"error_msg":"verify: GET|/a/||x-security-token:*******|host ***","n":1})");
}

}  // namespace
}  // namespace workspace_exporter
