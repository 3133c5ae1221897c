#include "auth/request_signer.h"

#include <doctest/doctest.h>

#include "auth/canonical_request.h"
#include "base/iso_time.h"
#include "base/percent_encoding.h"

namespace workspace_exporter {
namespace {

AccessKey TestKey(std::string token = {}) {
  return {.id = "AccessKey", .secret = Secret("SecretKey"), .security_token = Secret(std::move(token))};
}

bool EndsWithSignature(std::string_view authorization, std::string_view signature) {
  return authorization.ends_with(", Signature=" + std::string(signature));
}

const HttpHeaders kSdkTestHeaders = {{"X-Sdk-Date", "20060102T150405Z"}};

TEST_CASE("a GET is signed as the SDK's own test has it") {
  const HttpRequest request = {.target = "/path?limit=1", .headers = {{"TEST_UNDERSCORE", "x"}}};
  CHECK(Sha256Hex(CanonicalRequest(request, kSdkTestHeaders)) ==
        "85c3b7730f308aee452b16138a42a914397e43a8f0d732dfa521c0ef2afa98a4");
  CHECK(AuthorizationOf(request, kSdkTestHeaders, "20060102T150405Z", TestKey()) ==
        "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=x-sdk-date, "
        "Signature=5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624");
}

TEST_CASE("a POST is signed as the SDK's own test has it, with the body and without its type") {
  const HttpRequest request = {.method = "POST",
                               .target = "/path?key=value",
                               .headers = {{"Content-Type", "application/json"}},
                               .body = "{\"Name\":\"test\",\"Id\":1}\n"};
  CHECK(EndsWithSignature(AuthorizationOf(request, kSdkTestHeaders, "20060102T150405Z", TestKey()),
                          "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59"));
}

TEST_CASE("a query becomes what the SDK's own test has, however it was encoded") {
  constexpr const char* kCanonical =
      "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29";
  CHECK(CanonicalQuery("limit=1&enable=true&test=%e4%b8%80%20(%26%3D?!%23%25.*)&path=/tmp/123&multi=3&multi=1&"
                       "multi=2") == kCanonical);
  CHECK(CanonicalQuery(kCanonical) == kCanonical);
  CHECK(CanonicalQuery("").empty());
  CHECK(CanonicalQuery("b&&a=1=2") == "a=1%3D2&b=");
  CHECK(CanonicalQuery("a=%zz+%4") == "a=%25zz%2B%254");
  CHECK(CanonicalQuery("a=1&a=%3A") == "a=1&a=%3A");  // sorted as characters, not as what they are encoded to
}

TEST_CASE("each part of the path is encoded by itself, and what is encoded stays so") {
  const auto path = [](std::string target) {
    const std::string canonical = CanonicalRequest({.target = std::move(target)}, {});
    return canonical.substr(4, canonical.find('\n', 4) - 4);
  };
  CHECK(path("/") == "/");
  CHECK(path("/v1/a%2Fb/c d") == "/v1/a%2Fb/c%20d/");
  CHECK(path("/v1/?x=/y") == "/v1/");
}

/// A page of a project's sessions, as this program asks for it.
HttpRequest ListSessions(const std::string& states) {
  return {.target =
              "/v1/a4da8115c9d8464ead3a38309130523f/session/list-sessions?limit=100&offset=0"
              "&query_begin_time=2024-02-26T03%3A47%3A51.182Z&query_end_time=2024-02-28T17%3A47%3A51.182Z"
              "&session_state=" +
              states,
          .headers = {{"X-Project-Id", "a4da8115c9d8464ead3a38309130523f"},
                      {"content-type", "application/json"},
                      {"X_Other", "dropped by gateways"}}};
}

constexpr const char* kHost = "workspace.ap-southeast-1.myhuaweicloud.com";
const WallTime kNow = *ParseIsoTime("2024-02-27T03:47:51.999Z");

TEST_CASE("a page of sessions is signed as an independent implementation does, whatever its commas look like") {
  for (const char* states : {"Active,Disconnected,AppcInit", "Active%2CDisconnected%2cAppcInit"}) {
    const HttpRequest sent = Sign(ListSessions(states), kHost, TestKey(), kNow);
    CHECK(sent.target == ListSessions(states).target);
    CHECK(FindHeader(sent.headers, "Host") == kHost);
    CHECK(FindHeader(sent.headers, "X-Sdk-Date") == "20240227T034751Z");
    CHECK(FindHeader(sent.headers, "X-Security-Token").empty());
    CHECK(FindHeader(sent.headers, "Authorization") ==
          "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-project-id;x-sdk-date, "
          "Signature=020b1016196fc070b67239384644a036590d84b0a24b5c873a49da1f089f46f0");
    const HttpHeaders covered = {{"Host", kHost}, sent.headers[0], {"X-Sdk-Date", "20240227T034751Z"}};
    CHECK(Sha256Hex(CanonicalRequest(sent, covered)) ==
          "6f2f391e7ba1ec923771edafbcbc6b865bad6a410442ad9a33eb46a9e0b5efbb");
  }
}

TEST_CASE("a temporary key's token is sent and signed") {
  const HttpRequest sent =
      Sign(ListSessions("Active,Disconnected,AppcInit"), kHost, TestKey("TestSecurityToken=="), kNow);
  CHECK(FindHeader(sent.headers, "X-Security-Token") == "TestSecurityToken==");
  CHECK(FindHeader(sent.headers, "Authorization") ==
        "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, "
        "Signature=84cf460651ccce89cf9926d3a40c187880e9b5bf221cb000c481a546a9e20dd5");
}

TEST_CASE("signing a signed request again replaces what was added") {
  const HttpRequest once = Sign({.target = "/a"}, "h:8443", TestKey("t"), kNow);
  const HttpRequest twice = Sign(once, "h:8443", TestKey("t"), kNow);
  CHECK(twice.headers == once.headers);
}

}  // namespace
}  // namespace workspace_exporter
