#include "auth/agency_access_keys.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/iso_time.h"
#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

const AgencyRole kRole = {.agency_name = "exporter", .domain_name = "acc\"ount", .duration = std::chrono::hours(2)};

Result<AccessKey> FetchWhere(FakeTransport& iam) { return FetchAgencyKey(iam, kRole, FakeClock(), {}); }

TEST_CASE("the request is the documented one, and the answer's credential is the key") {
  FakeTransport iam([](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = 201, .body = R"({"credential":{"access":"id","secret":"sk","securitytoken":"st",
                                                     "expires_at":"2024-02-28T03:47:51.182000Z"}})"};
  });
  const Result<AccessKey> key = FetchWhere(iam);
  REQUIRE(key);
  CHECK(key->id == "id");
  CHECK(key->secret.Reveal() == "sk");
  CHECK(key->security_token.Reveal() == "st");
  CHECK(key->expires_at == ParseIsoTime("2024-02-28T03:47:51.182Z"));
  REQUIRE(iam.requests().size() == 1);
  const HttpRequest request = iam.requests()[0];
  CHECK(request.method == "POST");
  CHECK(request.target == "/v3.0/OS-CREDENTIAL/securitytokens");
  CHECK(FindHeader(request.headers, "Content-Type") == "application/json;charset=utf8");
  CHECK(nlohmann::json::parse(request.body) == nlohmann::json::parse(R"({"auth":{"identity":{
      "methods":["assume_role"],
      "assume_role":{"agency_name":"exporter","domain_name":"acc\"ount","duration_seconds":7200}}}})"));
}

TEST_CASE("an answer that is no key is malformed, a refusal is what it is, and both say what was asked for") {
  HttpResponse answer;
  FakeTransport iam([&](const HttpRequest&) -> Result<HttpResponse> { return answer; });
  answer = {.status = 403, .body = R"({"error":{"message":"not allowed","code":403,"title":"Forbidden"}})"};
  CHECK(FetchWhere(iam).error().kind == ErrorKind::kAuth);
  CHECK(FetchWhere(iam).error().message == "asking IAM for a key of the agency: status 403, 403: not allowed");
  answer = {.status = 500};
  CHECK(FetchWhere(iam).error().kind == ErrorKind::kServer);
  answer = {.status = 201, .body = "{}"};
  CHECK(FetchWhere(iam).error().kind == ErrorKind::kMalformed);
  FakeTransport broken([](const HttpRequest&) -> Result<HttpResponse> { return Error{ErrorKind::kTls, "bad"}; });
  CHECK(FetchWhere(broken).error().message == "asking IAM for a key of the agency: bad");
}

}  // namespace
}  // namespace workspace_exporter
