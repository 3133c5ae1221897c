#include <doctest/doctest.h>

#include "simulator/signature.h"

namespace workspace_exporter::simulator {
namespace {

// The SDK's own test, and one of this project made with a second implementation.
Request SdkVector() {
  Request request;
  request.method = "GET";
  request.path = "/path";
  request.parameters = {{"limit", "1"}};
  request.headers = {{"x-sdk-date", "20060102T150405Z"}};
  return request;
}

Request ListingVector() {
  Request request;
  request.method = "GET";
  request.path = "/v1/a4da8115c9d8464ead3a38309130523f/session/list-sessions";
  request.parameters = {{"limit", "100"},
                        {"offset", "0"},
                        {"query_begin_time", "2024-02-26T03:47:51.182Z"},
                        {"query_end_time", "2024-02-28T17:47:51.182Z"},
                        {"session_state", "Active,Disconnected,AppcInit"}};
  request.headers = {{"host", "workspace.ap-southeast-1.myhuaweicloud.com"},
                     {"x-project-id", "a4da8115c9d8464ead3a38309130523f"},
                     {"x-sdk-date", "20240227T034751Z"}};
  return request;
}

constexpr EpochMs kSignedAt = 1'709'005'671'000;  // 2024-02-27T03:47:51Z
constexpr const char* kListingSignature = "020b1016196fc070b67239384644a036590d84b0a24b5c873a49da1f089f46f0";

}  // namespace

TEST_CASE("signatures are those of the vendor's SDK") {
  CHECK(SignatureOf(SdkVector(), "x-sdk-date", "SecretKey") ==
        "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624");
  CHECK(SignatureOf(ListingVector(), "host;x-project-id;x-sdk-date", "SecretKey") == kListingSignature);
}

TEST_CASE("a signature holds for its key, its request and a quarter of an hour") {
  Request request = ListingVector();
  request.headers.emplace_back("authorization", std::string("SDK-HMAC-SHA256 Access=AccessKey, "
                                                            "SignedHeaders=host;x-project-id;x-sdk-date, Signature=") +
                                                    kListingSignature);
  const AccessKey key{.id = "AccessKey", .secret = "SecretKey", .security_token = ""};
  CHECK(CheckSignature(request, key, kSignedAt).empty());
  CHECK(CheckSignature(request, key, kSignedAt - 899'000).empty());
  CHECK(CheckSignature(request, key, kSignedAt + 901'000).starts_with("signature expired"));
  CHECK_FALSE(CheckSignature(request, {.id = "Other", .secret = "SecretKey", .security_token = ""}, kSignedAt).empty());
  CHECK_FALSE(
      CheckSignature(request, {.id = "AccessKey", .secret = "SecretKey", .security_token = "t"}, kSignedAt).empty());
  request.parameters[1].second = "100";
  CHECK(CheckSignature(request, key, kSignedAt).starts_with("verify aksk signature fail, canonicalRequest:GET|/v1/"));
}

}  // namespace workspace_exporter::simulator
