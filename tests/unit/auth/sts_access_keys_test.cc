#include "auth/sts_access_keys.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/iso_time.h"
#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

constexpr const char* kUrn = "iam::0a9b8c7d6e5f40312233445566778899:agency:exporter";

Result<AccessKey> FetchByUrn(FakeTransport& sts, const AgencyByUrn& agency = {.urn = kUrn}) {
  return FetchKeyByUrn(sts, agency, FakeClock(), {});
}

FakeTransport Answering(int status, std::string body) {
  return FakeTransport([status, body = std::move(body)](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = status, .body = body};
  });
}

/// An answer with a security token of so many bytes.
std::string KeyWithToken(std::size_t bytes) {
  return json{{"assumed_agency", {{"urn", "sts::1:assumed-agency:exporter/workspace_exporter"}, {"id", "1:2"}}},
              {"credentials",
               {{"access_key_id", "id"},
                {"secret_access_key", "sk"},
                {"security_token", std::string(bytes, 't')},
                {"expiration", "2022-09-07T03:27:51.158Z"}}}}
      .dump();
}

TEST_CASE("the request is that of the SDK, and the answer's credentials are the key") {
  FakeTransport sts = Answering(200, KeyWithToken(4));
  const Result<AccessKey> key =
      FetchByUrn(sts, {.urn = kUrn, .external_id = "a/b", .duration = std::chrono::minutes(15)});
  REQUIRE(key);
  CHECK(key->id == "id");
  CHECK(key->secret.Reveal() == "sk");
  CHECK(key->security_token.Reveal() == "tttt");
  CHECK(key->expires_at == ParseIsoTime("2022-09-07T03:27:51.158Z"));
  REQUIRE(sts.requests().size() == 1);
  const HttpRequest request = sts.requests()[0];
  CHECK(request.method == "POST");
  CHECK(request.target == "/v5/agencies/assume");
  CHECK(FindHeader(request.headers, "Content-Type") == "application/json");
  CHECK(json::parse(request.body) == json{{"agency_urn", kUrn},
                                          {"agency_session_name", "workspace_exporter"},
                                          {"duration_seconds", 900},
                                          {"external_id", "a/b"}});
}

TEST_CASE("an external id that is not given is not sent") {
  FakeTransport sts = Answering(200, KeyWithToken(4));
  REQUIRE(FetchByUrn(sts));
  CHECK_FALSE(json::parse(sts.requests()[0].body).contains("external_id"));
  CHECK(json::parse(sts.requests()[0].body)["duration_seconds"] == 3600);
}

TEST_CASE("a security token may be long") {
  FakeTransport sts = Answering(200, KeyWithToken(16384));
  CHECK(FetchByUrn(sts)->security_token.Reveal().size() == 16384);
}

TEST_CASE("an answer that is no key is malformed, a refusal is what it is, and both say what was asked for") {
  FakeTransport refusing = Answering(404, R"({"error_code":"STS5.1106","error_msg":"no such agency"})");
  CHECK(FetchByUrn(refusing).error().message ==
        "asking STS for a key of the agency: status 404, STS5.1106: no such agency");
  FakeTransport forbidding = Answering(403, R"({"error_code":"STS5.0001","error_msg":"no"})");
  CHECK(FetchByUrn(forbidding).error().kind == ErrorKind::kAuth);
  FakeTransport odd = Answering(200, R"({"credentials":{"access":"id"}})");
  CHECK(FetchByUrn(odd).error().kind == ErrorKind::kMalformed);
}

}  // namespace
}  // namespace workspace_exporter
