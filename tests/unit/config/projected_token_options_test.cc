#include "config/projected_token_options.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;
using Method = SignInOptions::Method;

constexpr const char* kTokenFile = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE=token";

ReadProjectResult ReadWithPodIdentity(std::vector<const char*> environment, bool allow_plain_http = false) {
  return ReadProjectOf({.settings = {{"region", "ap-southeast-1"}, {"auth", "pod_identity"}},
                        .environment = std::move(environment),
                        .allow_plain_http = allow_plain_http});
}

Lines FaultsOfUri(const std::string& uri, bool allow_plain_http = false) {
  const std::string variable = "HC_CONTAINER_CREDENTIALS_FULL_URI=" + uri;
  return ReadWithPodIdentity({variable.c_str(), kTokenFile}, allow_plain_http).faults;
}

PodIdentityOptions AgentOfUri(const std::string& uri) {
  const std::string variable = "HC_CONTAINER_CREDENTIALS_FULL_URI=" + uri;
  return ReadWithPodIdentity({variable.c_str(), kTokenFile}).project.sign_in.pod_identity;
}

ReadProjectResult ReadWithOidc(std::vector<const char*> environment, SettingTexts more = {}) {
  more.merge(SettingTexts{{"auth", "oidc"}});
  return ReadWithSignIn(std::move(more), std::move(environment));
}

TEST_CASE("pod identity needs an agent and a token, and a region to look the project up by") {
  const ReadProjectResult result =
      ReadWithPodIdentity({"HC_CONTAINER_CREDENTIALS_FULL_URI=http://169.254.1.1/v1/credentials", kTokenFile});
  CHECK(result.faults == Lines{});
  CHECK(result.project.sign_in ==
        SignInOptions{.method = Method::kPodIdentity,
                      .pod_identity = {.origin = {.tls = false, .host = "169.254.1.1", .port = 80},
                                       .target = "/v1/credentials",
                                       .token_file = "token"}});
  CHECK(result.project.iam_endpoint);
}

TEST_CASE("the agent's URL is taken as it is, with path and query") {
  CHECK(AgentOfUri("http://localhost:8080").target == "/");
  CHECK(AgentOfUri("http://localhost:8080?a=b").target == "/?a=b");
  CHECK(AgentOfUri("http://localhost:8080/v1/credentials/").target == "/v1/credentials/");
  CHECK(AgentOfUri("https://agent.example.com/a%20b?c=d").target == "/a%20b?c=d");
  CHECK(AgentOfUri("http://127.0.0.1:8080/x").origin == Origin{.tls = false, .host = "127.0.0.1", .port = 8080});
}

TEST_CASE("the agent speaks http where that stays on the machine or its link") {
  for (const char* good : {"http://127.0.0.1/v1/credentials", "http://127.8.7.6:1", "http://localhost:80/x",
                           "http://[::1]:8080/x", "http://169.254.170.23/v1/credentials", "http://169.254.0.1",
                           "http://[fe80::1]/x", "https://10.0.0.1/x", "https://agent.example.com"}) {
    CAPTURE(good);
    CHECK(FaultsOfUri(good) == Lines{});
  }
  for (const char* far : {"http://10.0.0.1/v1/credentials", "http://agent.example.com", "http://169.255.0.1",
                          "http://169.254.example.com/x", "http://[fd00::1]/x", "http://localhost.example.com"}) {
    CAPTURE(far);
    CHECK(FaultsOfUri(far) ==
          Lines{"auth: HC_CONTAINER_CREDENTIALS_FULL_URI in the environment: http is for loopback and link-local "
                "addresses (169.254.0.0/16, fe80::/10); use https, or allow it with --allow_plain_http"});
    CHECK(FaultsOfUri(far, true) == Lines{});
  }
}

TEST_CASE("what is no URL is a fault, which does not repeat it") {
  for (const char* bad : {"169.254.1.1/v1", "ftp://127.0.0.1/x", "http://user:secret@127.0.0.1/x", "http:///x",
                          "http://127.0.0.1/a b", "http://127.0.0.1/#secret", "http://127.0.0.1:0/x"}) {
    CAPTURE(bad);
    const Lines faults = FaultsOfUri(bad);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].starts_with("auth: HC_CONTAINER_CREDENTIALS_FULL_URI in the environment: "));
    CHECK(faults[0].find("secret") == std::string::npos);
  }
}

TEST_CASE("each part of pod identity that is missing is a fault of its own, and so is a token that is none") {
  CHECK(ReadWithPodIdentity({}).faults ==
        Lines{"auth: pod_identity needs HC_CONTAINER_CREDENTIALS_FULL_URI in the environment: the URL of the agent of "
              "pod identities",
              "auth: pod_identity needs HC_CONTAINER_AUTHORIZATION_TOKEN_FILE in the environment: a file with the "
              "service account's token"});
  const char* const uri = "HC_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1";
  CHECK(ReadWithPodIdentity({uri, "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE=none"}).faults ==
        Lines{"auth: HC_CONTAINER_AUTHORIZATION_TOKEN_FILE in the environment: the file cannot be read: No such file "
              "or directory"});
  CHECK(ReadWithPodIdentity({uri, "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE=blank"}).faults ==
        Lines{"auth: HC_CONTAINER_AUTHORIZATION_TOKEN_FILE in the environment: the file holds nothing but spaces"});
  CHECK(ReadWithPodIdentity({uri, "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE=two-tokens"}).faults.size() == 1);
}

TEST_CASE("an agency may be assumed with the keys of pod identity") {
  const ReadProjectResult result =
      ReadProjectOf({.settings = {{"region", "ap-southeast-1"},
                                  {"auth", "pod_identity"},
                                  {"agency_name", "reader"},
                                  {"agency_domain_name", "acme"}},
                     .environment = {"HC_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1", kTokenFile}});
  CHECK(result.faults == Lines{});
  CHECK(result.project.sign_in.agency);
}

TEST_CASE("oidc needs a provider, an id token, a project and IAM") {
  const std::vector<const char*> environment = {"HUAWEICLOUD_SDK_IDP_ID=provider",
                                                "HUAWEICLOUD_SDK_ID_TOKEN_FILE=token"};
  const ReadProjectResult result = ReadWithOidc(environment);
  CHECK(result.faults == Lines{});
  CHECK(result.project.sign_in ==
        SignInOptions{.method = Method::kOidc, .idp_id = "provider", .id_token_file = "token"});
  CHECK(ReadWithOidc(environment, {{"project_id", ""}}).faults == Lines{"project_id: required: the id of the project"});
  CHECK(ReadWithOidc(environment, {{"region", ""}, {"endpoint", "https://a.example.com"}}).faults ==
        Lines{"iam_endpoint: auth=oidc needs it where no region is given"});
  CHECK(ReadWithOidc(environment, {{"agency_name", "a"}, {"agency_domain_name", "b"}}).faults ==
        Lines{"agency_name: an agency is assumed with auth=aksk, metadata or pod_identity"});
}

TEST_CASE("each part of oidc that is missing or wrong is a fault of its own") {
  CHECK(ReadWithOidc({}).faults ==
        Lines{"auth: oidc needs HUAWEICLOUD_SDK_IDP_ID in the environment: the name that the identity provider has in "
              "IAM",
              "auth: oidc needs HUAWEICLOUD_SDK_ID_TOKEN_FILE in the environment: a file with an id token of the "
              "identity provider"});
  CHECK(ReadWithOidc({"HUAWEICLOUD_SDK_IDP_ID=a b", "HUAWEICLOUD_SDK_ID_TOKEN_FILE=none"}).faults ==
        Lines{"auth: HUAWEICLOUD_SDK_IDP_ID in the environment: 'a b' is not an id of at most 64 letters, digits, - "
              "and _",
              "auth: HUAWEICLOUD_SDK_ID_TOKEN_FILE in the environment: the file cannot be read: No such file or "
              "directory"});
  CHECK(ReadWithOidc({"HUAWEICLOUD_SDK_ID_TOKEN_FILE=token", "HUAWEICLOUD_OIDC_PROVIDER_URN=x"}).faults ==
        Lines{"auth: oidc needs HUAWEICLOUD_SDK_IDP_ID in the environment: the name that the identity provider has in "
              "IAM (HUAWEICLOUD_OIDC_PROVIDER_URN is of the SDKs' other way, by STS, which is not known here)"});
}

TEST_CASE("auto takes neither, however much of them is in the environment") {
  const std::vector<const char*> environment = {"HC_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1", kTokenFile,
                                                "HUAWEICLOUD_SDK_IDP_ID=provider",
                                                "HUAWEICLOUD_SDK_ID_TOKEN_FILE=token"};
  CHECK(ReadWithSignIn({}, environment).faults.size() == 1);
  CHECK(ReadWithSignIn({{"token_file", "token"}}, environment).project.sign_in ==
        SignInOptions{.chosen_automatically = true, .token_file = "token"});
}

}  // namespace
}  // namespace workspace_exporter
