#include "auth/pod_identity.h"

#include <doctest/doctest.h>

#include "base/iso_time.h"
#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

Result<AccessKey> FetchFrom(FakeTransport& agent) {
  return FetchPodIdentityKey(agent, "/v1/credentials?a=b", Secret("eyJ.x.y"), FakeClock(), {});
}

Result<AccessKey> FetchWhere(HttpResponse answer) {
  FakeTransport agent([&](const HttpRequest&) -> Result<HttpResponse> { return answer; });
  return FetchFrom(agent);
}

TEST_CASE("the request of pod identity is that of the SDKs, and the answer's credentials are the key") {
  FakeTransport agent([](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = 200, .body = R"({"assumedAgency":{"urn":"","id":""},"audience":"a","credentials":{
        "accessKeyId":"id","secretAccessKey":"sk","securityToken":"st","expiration":"2020-01-08T03:50:07.574000Z"},
        "podIdentityAssociationId":"","subject":{"namespace":"","serviceAccount":""}})"};
  });
  const Result<AccessKey> key = FetchFrom(agent);
  REQUIRE(key);
  CHECK(key->id == "id");
  CHECK(key->secret.Reveal() == "sk");
  CHECK(key->security_token.Reveal() == "st");
  CHECK(key->expires_at == ParseIsoTime("2020-01-08T03:50:07.574Z"));
  REQUIRE(agent.requests().size() == 1);
  const HttpRequest request = agent.requests()[0];
  CHECK(request.method == "POST");
  CHECK(request.target == "/v1/credentials?a=b");
  CHECK(request.body == "{}");
  CHECK(FindHeader(request.headers, "Authorization") == "eyJ.x.y");
}

TEST_CASE("an answer of the agent that is no key is malformed, and names what is missing and nothing else") {
  const auto message = [](const char* body) { return FetchWhere({.status = 200, .body = body}).error().message; };
  CHECK(FetchWhere({.status = 200, .body = "{}"}).error().kind == ErrorKind::kMalformed);
  CHECK(message("{}") == "asking for a key by pod identity: the answer holds no credentials");
  // As IAM and the metadata service would write it.
  CHECK(message(R"({"credential":{"access":"id","secret":"sk","securitytoken":"st",
                    "expires_at":"2020-01-08T03:50:07Z"}})") ==
        "asking for a key by pod identity: the answer holds no credentials");
  CHECK(message(R"({"credentials":{"accessKeyId":"id","secretAccessKey":7,"securityToken":"st"}})") ==
        "asking for a key by pod identity: the answer holds no secretAccessKey");
  CHECK(message(R"({"credentials":{"accessKeyId":"id","secretAccessKey":"sk","securityToken":"st",
                    "expiration":"soon"}})") ==
        "asking for a key by pod identity: the answer holds no expiration, or none that is a time");
}

TEST_CASE("a refusal of the agent is what it is") {
  for (const int status : {401, 403}) {
    CHECK(FetchWhere({.status = status, .body = R"({"errorCode":"CCE.01401001","errorMsg":"x"})"}).error().kind ==
          ErrorKind::kAuth);
  }
  CHECK(FetchWhere({.status = 404}).error().kind == ErrorKind::kRejected);
  CHECK(FetchWhere({.status = 503}).error().kind == ErrorKind::kServer);
  CHECK(FetchWhere({.status = 401}).error().message == "asking for a key by pod identity: status 401");
  FakeTransport gone([](const HttpRequest&) -> Result<HttpResponse> { return Error{ErrorKind::kNetwork, "refused"}; });
  CHECK(FetchFrom(gone).error().message == "asking for a key by pod identity: refused");
}

}  // namespace
}  // namespace workspace_exporter
