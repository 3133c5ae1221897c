#include "exporter/check_hints.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

constexpr std::string_view kOwnCa = "a certificate of an own CA needs ca_file";
constexpr std::string_view kOtherCa =
    "ca_file holds neither this certificate nor the CA that signed it; where the server leaves out a CA in between, "
    "ca_file may hold that one";

/// What stands in a message, and what it usually comes of.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kUsual = {{
    {"APIGW.0301",
     "the key or token is not accepted: a wrong secret key, a key of another account, or a clock that is off by "
     "more than a quarter of an hour"},
    {"APIGW.0307", "the token has expired, or it is for another region or project than the endpoint's"},
    {"APIGW.0101",
     "there is no such API at this host: check region and endpoint (appstream.REGION in mainland China, "
     "workspace.REGION elsewhere)"},
    {"APIGW.0308",
     "the quota of this user is spent, by this exporter or by something else that signs in as the same user"},
    {"workspace:session:listSessions", "the policy in docs/iam-policy.md grants what is missing"},
    {"status 403", "the user may not list sessions: docs/iam-policy.md has the policy that grants it"},
    {"self-signed certificate", kOwnCa},
    {"issuer certificate", kOwnCa},
}};

}  // namespace

std::string DescribeSignIn(const SignInOptions& sign_in) {
  const std::string agency =
      sign_in.agency ? fmt::format(", as agency {} of {}", sign_in.agency->name, sign_in.agency->domain_name) : "";
  switch (sign_in.method) {
    case SignInOptions::Method::kTokenFile: return fmt::format("the token in {}", sign_in.token_file);
    case SignInOptions::Method::kPassword:
      return fmt::format("user {} of account {}", sign_in.iam_user, sign_in.iam_domain);
    case SignInOptions::Method::kMetadata: return "the temporary keys of this server" + agency;
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
  const auto usual = std::ranges::find_if(
      kUsual, [&](const auto& hint) { return error.message.find(hint.first) != std::string::npos; });
  return usual != kUsual.end() ? usual->second : std::string_view();
}

std::string_view HintAt(const Error& error, const ProjectOptions& options) {
  const std::string_view hint = HintAt(error);
  return hint == kOwnCa && !options.ca_file.empty() ? kOtherCa : hint;
}

}  // namespace workspace_exporter
