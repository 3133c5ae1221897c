#include "exporter/projects/check_hints.h"

#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "auth/agency_access_keys.h"
#include "auth/federated_sign_in.h"
#include "auth/iam_sign_in.h"
#include "auth/metadata_access_keys.h"
#include "auth/pod_identity.h"
#include "auth/project_lookup.h"
#include "auth/sts_access_keys.h"
#include "config/identity_name.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kOwnCa = "a certificate of an own CA needs ca_file";
constexpr std::string_view kNoSuchAgency =
    "there is no such agency of this account; a trust agency is named by agency_urn, see docs/iam-policy.md";
constexpr std::string_view kOtherCa =
    "ca_file holds neither this certificate nor the CA that signed it; where the server leaves out a CA in between, "
    "ca_file may hold that one";

constexpr std::string_view kOfPod =
    "the agent of pod identities has no key for this token: the pod's service account needs a pod identity association "
    "with an agency in this cluster, and its token the agent's audience, see docs/iam-policy.md";
constexpr std::string_view kOfFederatedUser =
    "the user that IAM makes of the id token may not use the project: project_id is another's, or the user groups of "
    "the conversion rules have no rights in it, see docs/iam-policy.md";

/// What failed, as the message says it; what it says of the failure; and what that usually comes of.
struct Hint {
  std::string_view operation = {};  ///< empty: a request to the Workspace API, or any
  std::string_view said = {};
  std::string_view cause = {};
};

constexpr std::array kOperations = {kAskingMetadata, kAskingAgency,      kAskingSts,     kAskingProject,
                                    kSigningIn,      kAskingPodIdentity, kGivingIdToken, kAskingProjectToken};

constexpr std::array kOfOperations = {
    Hint{kAskingMetadata, "status 403",
         "the metadata service, or what lies between, refuses this sender: it is not asked through a proxy, and rules "
         "of "
         "the host, the cluster or the network may keep containers from it"},
    Hint{kAskingMetadata, "no agency", "an agency has to be bound to the server, in its details on the ECS console"},
    Hint{kAskingAgency, "status 403",
         "the key's user may not assume the agency: it needs the role Agent Operator, and the account of "
         "agency_domain_name must delegate agency_name to the user's account; or it is a trust agency, which "
         "agency_urn names, see docs/iam-policy.md"},
    Hint{kAskingAgency, "status 404, 404", kNoSuchAgency},
    Hint{
        kAskingSts, "status 403",
        "the key's user may not assume the agency: its policy has to allow sts:agencies:assume, and the agency's trust "
        "policy this user, and agency_external_id where it wants one; or it is no trust agency, and agency_name and "
        "agency_domain_name name it, see docs/iam-policy.md"},
    Hint{kAskingSts, "status 404, STS",
         "there is no trust agency of this URN: the console's page of the agency shows it; one that is no trust agency "
         "is named by agency_name and agency_domain_name, see docs/iam-policy.md"},
    Hint{kAskingSts, "status 400",
         "STS gives keys for no longer than the agency's longest session, which its page on the console shows, and for "
         "1h at most to whoever has a temporary key: agency_duration"},
    Hint{kAskingProject, "status 403",
         "the user may not ask IAM for projects: project_id saves the request, see docs/iam-policy.md"},
    Hint{kSigningIn, "status 403",
         "IAM does not let this user sign in by password: access by programs, or from this address, may be off for it"},
    Hint{kSigningIn, "status 401",
         "account, user or password is wrong: iam_domain is the account's name and iam_user an IAM user's; a HUAWEI ID "
         "cannot sign in"},
    Hint{kAskingPodIdentity, "status 401", kOfPod},
    Hint{kAskingPodIdentity, "status 403", kOfPod},
    Hint{kAskingPodIdentity, "status 404", kOfPod},
    Hint{kGivingIdToken, "APIGW.0101", "there is no such API at this host: check region and iam_endpoint"},
    Hint{kGivingIdToken, "status 401",
         "IAM does not take the id token: it has expired, or its issuer, its audience (the client id) or its signing "
         "key is not what the identity provider in IAM says"},
    Hint{kGivingIdToken, "status 403",
         "the identity provider in IAM is disabled, or none of its conversion rules makes a user of this id token"},
    Hint{kGivingIdToken, "status 404",
         "IAM knows no identity provider of that name, of the type OpenID Connect for programmatic access"},
    Hint{kAskingProjectToken, "status 401", kOfFederatedUser},
    Hint{kAskingProjectToken, "status 403", kOfFederatedUser},
    Hint{kAskingProjectToken, "status 404", kOfFederatedUser},
};

constexpr std::array kOfAny = {
    Hint{{}, "no tunnel: status 407", "HTTPS_PROXY of the environment may hold user and password of the proxy"},
    Hint{{}, "no tunnel: status 403", "the proxy lets nobody, or not this program, connect to that host"},
    Hint{{},
         "APIGW.0301",
         "the key or token is not accepted: a wrong secret key, a key of another account, or a clock that is off by "
         "more than a quarter of an hour"},
    Hint{{}, "APIGW.0307", "the token has expired, or it is for another region or project than the endpoint's"},
    Hint{
        {},
        "policy ip over",
        "the limit is that of the address from which the API sees this program, shared by all that sign in from there: "
        "it is learnt and waited for, and who else asks from behind the same NAT gateway or proxy spends of it"},
    Hint{{}, "limit of this address", "a refusal has named a limit of the address from which the API is asked"},
    Hint{{},
         "policy app over",
         "the quota of this access key is spent, by this exporter or by something else that signs with the same key"},
    Hint{{}, "policy api over", "the limit is that of the API, for all who call it"},
    Hint{{},
         "APIGW.0308",
         "the quota of this user is spent, by this exporter or by something else that signs in as the same user"},
    Hint{{}, "APIG.0308", "a quota is spent, by this exporter or by something else that signs in as the same user"},
    Hint{{}, "self-signed certificate", kOwnCa},
    Hint{{}, "issuer certificate", kOwnCa},
};

constexpr std::array kOfSessions = {
    Hint{{},
         "APIGW.0101",
         "there is no such API at this host: check region and endpoint (appstream.REGION in mainland China, "
         "workspace.REGION elsewhere)"},
    Hint{{}, "workspace:session:listSessions", "the policy in docs/iam-policy.md grants what is missing"},
    Hint{{}, "status 403", "the user may not list sessions: docs/iam-policy.md has the policy that grants it"},
};

/// Of those that the message names, the innermost: a key is asked for in order to ask for something else.
std::string_view OperationOf(std::string_view message) {
  std::string_view failed;
  std::size_t last = 0;
  for (const std::string_view operation : kOperations) {
    const std::size_t at = message.rfind(operation);
    if (at == message.npos || (!failed.empty() && at < last)) continue;
    failed = operation;
    last = at;
  }
  return failed;
}

template <std::size_t kSize>
std::string_view CauseIn(const std::array<Hint, kSize>& hints, std::string_view operation, std::string_view message) {
  for (const Hint& hint : hints) {
    if (hint.operation == operation && message.find(hint.said) != message.npos) return hint.cause;
  }
  return {};
}

std::string DescribeAgency(const SignInOptions& sign_in) {
  if (!sign_in.agency) return {};
  if (IsByUrn(sign_in)) return fmt::format(", as {}", sign_in.agency->urn);
  return fmt::format(", as agency {} of {}", sign_in.agency->name, sign_in.agency->domain_name);
}

}  // namespace

std::string DescribeSignIn(const SignInOptions& sign_in) {
  const std::string agency = DescribeAgency(sign_in);
  switch (sign_in.method) {
    case SignInOptions::Method::kTokenFile: return fmt::format("the token in {}", sign_in.token_file);
    case SignInOptions::Method::kPassword:
      return fmt::format("user {} of account {}{}{}", sign_in.iam_user, sign_in.iam_domain,
                         sign_in.iam_password_variable.empty() ? "" : " by ", sign_in.iam_password_variable);
    case SignInOptions::Method::kMetadata: return "the temporary keys of this server" + agency;
    case SignInOptions::Method::kPodIdentity: return "the identity of this pod" + agency;
    case SignInOptions::Method::kOidc:
      return fmt::format("the holder of the id token in {}, by identity provider {}", sign_in.id_token_file,
                         sign_in.idp_id);
    case SignInOptions::Method::kAccessKey: break;
  }
  switch (sign_in.key_source) {
    case SignInOptions::KeySource::kFiles: return fmt::format("the key in {}{}", sign_in.access_key_file, agency);
    case SignInOptions::KeySource::kEnvironment:
      return fmt::format("the key in {}{}", sign_in.access_key_variable, agency);
    default: return fmt::format("the key in {}{}", sign_in.credentials_file, agency);
  }
}

std::string_view HintAt(const Error& error) {
  const std::string_view operation = OperationOf(error.message);
  std::string_view cause = CauseIn(kOfAny, "", error.message);
  if (!cause.empty()) return cause;
  return operation.empty() ? CauseIn(kOfSessions, "", error.message) : CauseIn(kOfOperations, operation, error.message);
}

std::string_view HintAt(const Error& error, const ProjectOptions& options) {
  const std::string_view hint = HintAt(error);
  return hint == kOwnCa && !options.ca_file.empty() ? kOtherCa : hint;
}

}  // namespace workspace_exporter
