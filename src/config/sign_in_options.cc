#include "config/sign_in_options.h"

#include <array>
#include <optional>
#include <utility>

#include "config/access_key_options.h"
#include "config/files.h"
#include "config/password_options.h"
#include "config/projected_token_options.h"
#include "config/temporary_key_options.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

using Method = SignInOptions::Method;

/// Nothing: the first that is configured.
using Auth = std::optional<Method>;

constexpr std::array<std::pair<std::string_view, Auth>, 7> kAuths = {{{"auto", std::nullopt},
                                                                      {"token_file", Method::kTokenFile},
                                                                      {"password", Method::kPassword},
                                                                      {"aksk", Method::kAccessKey},
                                                                      {"metadata", Method::kMetadata},
                                                                      {"pod_identity", Method::kPodIdentity},
                                                                      {"oidc", Method::kOidc}}};

/// The order of --auth=auto. The metadata service is never asked unless somebody says so: elsewhere than on an ECS its
/// address may be anyone's. Nor are the tokens used that a cluster puts into a pod, maybe for another container of it.
Auth Choose(const SettingReader& settings, const SettingContext& context) {
  if (settings.IsSet("token_file")) return Method::kTokenFile;
  if (HasAccessKey(settings, context)) return Method::kAccessKey;
  if (HasPassword(settings, context.environment)) return Method::kPassword;
  if (HasDefaultCredentialsFile(context)) return Method::kAccessKey;  // without keys: that is told
  return std::nullopt;
}

void Require(SettingReader& settings, const SettingContext& context, SignInOptions& options) {
  switch (options.method) {
    case Method::kTokenFile:
      if (!settings.IsSet("token_file")) settings.Fail("token_file", "auth=token_file needs a file with a token");
      break;
    case Method::kPassword: RequirePassword(settings, context.environment, options); break;
    case Method::kAccessKey: RequireAccessKey(settings, context, options); break;
    case Method::kMetadata: break;
    case Method::kPodIdentity: RequirePodIdentity(settings, context, options.pod_identity); break;
    case Method::kOidc: RequireOidc(settings, context, options); break;
  }
}

}  // namespace

SignInOptions ReadSignIn(SettingReader& settings, const SettingContext& context) {
  SignInOptions options;
  Auth auth;
  const bool auth_is_valid = settings.Read("auth", auth, [](auto text) { return ParseChoice<Auth>(text, kAuths); });
  ReadSecretPath(settings, context.files, "token_file", SecretKind::kToken, options.token_file);
  ReadPasswordSettings(settings, context.files, options);
  ReadAccessKeySettings(settings, context, options);

  options.chosen_automatically = auth_is_valid && !auth;
  if (options.chosen_automatically) auth = Choose(settings, context);
  if (auth) {
    options.method = *auth;
    Require(settings, context, options);
  } else if (auth_is_valid) {
    settings.Fail("auth",
                  "no sign-in is configured; set token_file, or access_key_file and secret_key_file, or iam_domain, "
                  "iam_user and iam_password_file, or auth=metadata, pod_identity or oidc");
  }
  ReadMetadataEndpoint(settings, context, options);
  ReadAgency(settings, auth.has_value(), options);
  return options;
}

}  // namespace workspace_exporter
