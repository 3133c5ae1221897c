#include "config/projected_token_options.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/ip_address.h"
#include "config/environment.h"
#include "config/files.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

/// The SDKs' name of it, for a way that they have as well: an agency assumed at STS, with provider and agency by URN.
constexpr const char* kOtherOidcVariable = "HUAWEICLOUD_OIDC_PROVIDER_URN";

struct Uri {
  Origin origin = {};
  std::string target = {};
};

bool IsOnThisLink(const std::string& host) {
  const std::string plain = PlainIpAddress(host);
  return (IsIpv4Address(plain) && plain.starts_with("169.254.")) || IsLinkLocalIpv6Address(plain);
}

Checked<Uri> CheckAgentUri(std::string_view text, bool allow_plain_http) {
  const std::size_t scheme = text.find("://");
  const std::size_t host = scheme == text.npos ? 0 : scheme + 3;
  const std::size_t path = std::min(text.find_first_of("/?#", host), text.size());
  Result<Origin> origin = ParseOrigin(text.substr(0, path));
  if (!origin) return {.problem = origin.error().message};
  if (!origin->tls && !allow_plain_http && !IsLoopback(*origin) && !IsOnThisLink(origin->host)) {
    return {
        .problem =
            "http is for loopback and link-local addresses (169.254.0.0/16, fe80::/10); use https, or allow it with "
            "--allow_plain_http"};
  }
  const std::string_view rest = text.substr(path);
  std::string target = fmt::format("{}{}", rest.starts_with('/') ? "" : "/", rest);
  const bool is_sent_as_it_is = std::ranges::all_of(target, [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
  if (!is_sent_as_it_is) return {.problem = "holds something in its path that has no place in a URL"};
  return {.value = {*std::move(origin), std::move(target)}};
}

/// Whether somebody set the variable; else that is a fault.
bool IsGiven(SettingReader& settings, const SettingContext& context, std::string_view auth, std::string_view variable,
             std::string_view what) {
  if (!FindVariable(context.environment, variable).empty()) return true;
  return settings.Fail("auth", fmt::format("{} needs {} in the environment: {}", auth, variable, what));
}

/// The path that the variable holds; what is wrong with the file is a fault.
std::string TokenFile(SettingReader& settings, const SettingContext& context, std::string_view variable) {
  std::string path(FindVariable(context.environment, variable));
  Checked<Secret> file = ReadNamedFile(context.files, path, kMostSecretBytes);
  if (file.problem.empty()) file.problem = SecretProblem(file.value.Reveal(), SecretKind::kToken);
  if (!file.problem.empty()) {
    settings.Fail("auth", fmt::format("{} in the environment: {}", variable, file.problem));
  }
  return path;
}

}  // namespace

void RequirePodIdentity(SettingReader& settings, const SettingContext& context, PodIdentityOptions& options) {
  if (IsGiven(settings, context, "pod_identity", kAgentUriVariable, "the URL of the agent of pod identities")) {
    Checked<Uri> uri = CheckAgentUri(FindVariable(context.environment, kAgentUriVariable), context.allow_plain_http);
    if (!uri.problem.empty()) {
      settings.Fail("auth", fmt::format("{} in the environment: {}", kAgentUriVariable, uri.problem));
    }
    options.origin = std::move(uri.value.origin);
    options.target = std::move(uri.value.target);
  }
  if (IsGiven(settings, context, "pod_identity", kAgentTokenVariable, "a file with the service account's token")) {
    options.token_file = TokenFile(settings, context, kAgentTokenVariable);
  }
}

void RequireOidc(SettingReader& settings, const SettingContext& context, SignInOptions& options) {
  std::string what = "the name that the identity provider has in IAM";
  if (!FindVariable(context.environment, kOtherOidcVariable).empty()) {
    what += fmt::format(" ({} is of the SDKs' other way, by STS, which is not known here)", kOtherOidcVariable);
  }
  if (IsGiven(settings, context, "oidc", kIdpVariable, what)) {
    Checked<std::string> id = CheckId(FindVariable(context.environment, kIdpVariable), 64);
    if (!id.problem.empty()) settings.Fail("auth", fmt::format("{} in the environment: {}", kIdpVariable, id.problem));
    options.idp_id = std::move(id.value);
  }
  if (IsGiven(settings, context, "oidc", kIdTokenVariable, "a file with an id token of the identity provider")) {
    options.id_token_file = TokenFile(settings, context, kIdTokenVariable);
  }
}

}  // namespace workspace_exporter
