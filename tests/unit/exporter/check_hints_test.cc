#include "exporter/projects/check_hints.h"

#include <doctest/doctest.h>

#include "auth/agency_access_keys.h"
#include "auth/federated_sign_in.h"
#include "auth/iam_sign_in.h"
#include "auth/metadata_access_keys.h"
#include "auth/pod_identity.h"
#include "auth/project_lookup.h"
#include "auth/sts_access_keys.h"

namespace workspace_exporter {
namespace {

using Method = SignInOptions::Method;

TEST_CASE("a sign-in is told by who it is, never by a secret") {
  CHECK(DescribeSignIn({.method = Method::kTokenFile, .token_file = "/run/token"}) == "the token in /run/token");
  CHECK(DescribeSignIn({.method = Method::kPassword, .iam_domain = "acme", .iam_user = "exporter"}) ==
        "user exporter of account acme");
  CHECK(DescribeSignIn({.method = Method::kPassword,
                        .iam_domain = "acme",
                        .iam_user = "exporter",
                        .iam_password_variable = "OS_PASSWORD"}) == "user exporter of account acme by OS_PASSWORD");
  CHECK(DescribeSignIn({.method = Method::kAccessKey, .access_key_file = "/run/ak"}) == "the key in /run/ak");
  CHECK(DescribeSignIn({.method = Method::kAccessKey,
                        .key_source = SignInOptions::KeySource::kEnvironment,
                        .access_key_variable = "HW_ACCESS_KEY"}) == "the key in HW_ACCESS_KEY");
  CHECK(DescribeSignIn({.method = Method::kMetadata, .agency = AgencyOptions{.name = "a", .domain_name = "d"}}) ==
        "the temporary keys of this server, as agency a of d");
  CHECK(DescribeSignIn({.method = Method::kPodIdentity, .agency = AgencyOptions{.name = "a", .domain_name = "d"}}) ==
        "the identity of this pod, as agency a of d");
  CHECK(DescribeSignIn({.method = Method::kOidc, .idp_id = "provider", .id_token_file = "/run/token"}) ==
        "the holder of the id token in /run/token, by identity provider provider");
  CHECK(DescribeSignIn({.method = Method::kMetadata,
                        .agency = AgencyOptions{.urn = "iam::1:agency:a", .external_id = "hidden"}}) ==
        "the temporary keys of this server, as iam::1:agency:a");
}

TEST_CASE("the usual errors have a hint at their cause, others none") {
  const auto hint = [](ErrorKind kind, const std::string& message) { return std::string(HintAt({kind, message})); };
  CHECK(hint(ErrorKind::kAuth, "status 401, APIGW.0301: signature expired").find("clock") != std::string::npos);
  CHECK(hint(ErrorKind::kAuth, "status 401, APIGW.0307: x").find("region") != std::string::npos);
  CHECK(hint(ErrorKind::kRejected, "status 404, APIGW.0101: x").find("endpoint") != std::string::npos);
  CHECK(hint(ErrorKind::kThrottled, "status 429, APIGW.0308: x").find("quota") != std::string::npos);
  CHECK(hint(ErrorKind::kAuth, "status 403: not allowed: workspace:session:listSessions").find("iam-policy") !=
        std::string::npos);
  CHECK(hint(ErrorKind::kAuth, "status 403: no").find("iam-policy") != std::string::npos);
  for (const char* of_own_ca : {"self-signed certificate", "unable to get local issuer certificate"}) {
    CHECK(hint(ErrorKind::kTls, of_own_ca).find("ca_file") != std::string::npos);
  }
  CHECK(hint(ErrorKind::kTls, "certificate refused: hostname mismatch").empty());
  CHECK(hint(ErrorKind::kServer, "status 503").empty());
}

TEST_CASE("a throttling has a hint at whose limit it is") {
  const auto hint = [](const std::string& message) { return std::string(HintAt({ErrorKind::kThrottled, message})); };
  const auto of = [&](const std::string& policy) {
    return hint("status 429, APIGW.0308: The throttling threshold has been reached: policy " + policy +
                " over ratelimit,limit:5,time:1 second");
  };
  CHECK(of("ip").starts_with("the limit is that of the address"));
  CHECK(of("app").find("access key") != std::string::npos);
  CHECK(of("user").find("this user") != std::string::npos);
  CHECK(of("api").find("of the API") != std::string::npos);
  CHECK(hint("throttled: no request for another 60 s, a limit of this address").find("address") != std::string::npos);
  CHECK(hint("status 429, APIG.0308: x").find("quota") != std::string::npos);
}

TEST_CASE("where an agency is refused, the hint says which kind it may be") {
  const auto hint = [](const std::string& message) { return std::string(HintAt({ErrorKind::kAuth, message})); };
  const std::string old_kind = kAskingAgency;
  const std::string by_urn = kAskingSts;
  for (const char* status : {": status 403, 403: no", ": status 404, 404: no"}) {
    CHECK(hint(old_kind + status).find("agency_urn") != std::string::npos);
  }
  for (const char* status : {": status 403, STS5.1101: no", ": status 404, STS5.1106: no"}) {
    CHECK(hint(by_urn + status).find("agency_name") != std::string::npos);
  }
  CHECK(hint(by_urn + ": status 404, APIGW.0101: no").empty());
  CHECK(hint(by_urn + ": status 403").find("agency_external_id") != std::string::npos);
  CHECK(hint(by_urn + ": status 400").find("agency_duration") != std::string::npos);
}

TEST_CASE("where a CA file is given, it is not proposed, but looked into") {
  const auto hint = [](const std::string& message, const std::string& ca_file) {
    return std::string(HintAt({ErrorKind::kTls, message}, ProjectOptions{.ca_file = ca_file}));
  };
  for (const char* of_own_ca :
       {"self-signed certificate in certificate chain", "unable to get local issuer certificate"}) {
    CHECK(hint(of_own_ca, "") == "a certificate of an own CA needs ca_file");
    CHECK(
        hint(of_own_ca, "/etc/ca.pem").starts_with("ca_file holds neither this certificate nor the CA that signed it"));
  }
  CHECK(hint("hostname mismatch", "/etc/ca.pem").empty());
}

TEST_CASE("the same refusal has another hint for each operation") {
  const auto hint = [](const std::string& message) { return std::string(HintAt({ErrorKind::kAuth, message})); };
  const auto holds = [](const std::string& text, std::string_view word) { return text.find(word) != text.npos; };
  const std::string metadata = kAskingMetadata;
  const std::string agency = kAskingAgency;
  CHECK(holds(hint(metadata + ": status 403"), "metadata service"));
  CHECK(
      holds(hint(metadata + ": the PUT for a token: status 403; and without a token: status 401"), "metadata service"));
  CHECK(holds(hint(metadata + ": no agency is bound to this server"), "ECS console"));
  CHECK(holds(hint(agency + ": status 403, IAM.0003: no"), "Agent Operator"));
  // What the agency's key is asked for with.
  CHECK(holds(hint(agency + ": " + metadata + ": status 403"), "metadata service"));
  CHECK(holds(hint("looking up the project: " + std::string(kAskingProject) + ": status 403"), "project_id"));
  CHECK(holds(hint(std::string(kSigningIn) + ": status 403"), "password"));
  CHECK(holds(hint(std::string(kSigningIn) + ": status 401, 401: wrong"), "iam_domain"));
  for (const char* proxy : {"no tunnel: status 403", "no tunnel: status 407: it wants credentials"}) {
    CHECK(holds(hint(std::string("proxy:3128: ") + proxy), "proxy"));
  }
  for (const char* operation : {kAskingMetadata, kAskingAgency, kAskingProject, kSigningIn}) {
    CHECK_FALSE(holds(hint(std::string(operation) + ": status 403"), "list sessions"));
    CHECK(hint(std::string(operation) + ": status 404, APIGW.0101: x").empty());
    CHECK(holds(hint(std::string(operation) + ": status 401, APIGW.0301: x"), "clock"));
  }
  CHECK(hint(metadata + ": status 401").empty());
}

TEST_CASE("a refused token of a pod, and a refused id token, have hints of their own") {
  const auto hint = [](const std::string& message) { return std::string(HintAt({ErrorKind::kAuth, message})); };
  const auto holds = [](const std::string& text, std::string_view word) { return text.find(word) != text.npos; };
  const std::string pod = kAskingPodIdentity;
  const std::string giving = kGivingIdToken;
  const std::string scoping = kAskingProjectToken;
  for (const char* status : {": status 401, CCE.01401001: x", ": status 403", ": status 404"}) {
    CHECK(holds(hint(pod + status), "pod identity association"));
    CHECK(holds(hint(std::string(kAskingAgency) + ": " + pod + status), "pod identity association"));
    CHECK(holds(hint(scoping + status), "user groups"));
  }
  CHECK(holds(hint(giving + ": status 401, 401: The id token has expired."), "audience"));
  CHECK(holds(hint(giving + ": status 403"), "conversion rules"));
  CHECK(holds(hint(giving + ": status 404, 404: x"), "no identity provider of that name"));
  CHECK(holds(hint(giving + ": status 404, APIGW.0101: x"), "iam_endpoint"));
  CHECK(hint(pod + ": status 503").empty());
}

}  // namespace
}  // namespace workspace_exporter
