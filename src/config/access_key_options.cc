#include "config/access_key_options.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "config/credentials_file.h"
#include "config/environment.h"
#include "config/files.h"

namespace workspace_exporter {
namespace {

using KeySource = SignInOptions::KeySource;

struct KeyVariables {
  const char* access_key;
  const char* secret_key;
  const char* security_token;  ///< empty: these keys are permanent
};

/// The SDKs', the Terraform provider's, and those that it falls back to.
constexpr std::array<KeyVariables, 3> kVariables = {
    {{"HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"},
     {"HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN"},
     {"OS_ACCESS_KEY", "OS_SECRET_KEY", ""}}};

/// The first pair that is whole: one of two is what is left of something else.
const KeyVariables* FindVariables(Words environment) {
  const auto* const found = std::ranges::find_if(kVariables, [&](const KeyVariables& names) {
    return !FindVariable(environment, names.access_key).empty() && !FindVariable(environment, names.secret_key).empty();
  });
  return found == kVariables.end() ? nullptr : found;
}

bool NamesKeyFile(const SettingReader& settings) {
  return settings.IsSet("access_key_file") || settings.IsSet("secret_key_file") ||
         settings.IsSet("security_token_file");
}

/// The default that somebody writes down is a file that may be missing, as it is where nobody did.
bool NamesCredentialsFile(const SettingReader& settings) {
  return settings.IsSet("credentials_file") && settings.Text("credentials_file") != kSdkFile;
}

std::string_view DefaultCredentialsFile(Words environment) {
  const std::string_view path = FindVariable(environment, kSdkFileVariable);
  return path.empty() ? kSdkFile : path;
}

void TakeFiles(SettingReader& settings, SignInOptions& options) {
  options.key_source = KeySource::kFiles;
  for (const std::string_view name : {"access_key_file", "secret_key_file"}) {
    if (!settings.IsSet(name)) settings.Fail(name, "access_key_file and secret_key_file go together: name both");
  }
}

void TakeVariables(SettingReader& settings, Words environment, const KeyVariables& names, SignInOptions& options) {
  options.key_source = KeySource::kEnvironment;
  options.access_key_variable = names.access_key;
  options.secret_key_variable = names.secret_key;
  if (!FindVariable(environment, names.security_token).empty()) options.security_token_variable = names.security_token;
  for (const auto& [name, kind] :
       {std::pair(names.access_key, SecretKind::kKey), std::pair(names.secret_key, SecretKind::kKey),
        std::pair(names.security_token, SecretKind::kToken)}) {
    if (const std::string problem = VariableProblem(environment, name, kind); !problem.empty()) {
      settings.Fail("auth", problem);
    }
  }
}

void TakeDefaultCredentialsFile(SettingReader& settings, const SettingContext& context, SignInOptions& options) {
  Checked<std::string> checked = CheckCredentialsFile(DefaultCredentialsFile(context.environment), context);
  if (checked.problem.empty()) {
    options.credentials_file = std::move(checked.value);
    return;
  }
  const bool named = !FindVariable(context.environment, kSdkFileVariable).empty();
  settings.Fail("auth", fmt::format("aksk finds no keys: give access_key_file and secret_key_file, or {} and {} in the "
                                    "environment; {}: {}",
                                    kVariables.front().access_key, kVariables.front().secret_key,
                                    named ? std::string_view(kSdkFileVariable) : kSdkFile, checked.problem));
}

}  // namespace

void ReadAccessKeySettings(SettingReader& settings, const SettingContext& context, SignInOptions& options) {
  ReadSecretPath(settings, context.files, "access_key_file", SecretKind::kKey, options.access_key_file);
  ReadSecretPath(settings, context.files, "secret_key_file", SecretKind::kKey, options.secret_key_file);
  ReadSecretPath(settings, context.files, "security_token_file", SecretKind::kToken, options.security_token_file);
  if (!NamesCredentialsFile(settings)) return;
  settings.Read("credentials_file", options.credentials_file,
                [&](std::string_view path) { return CheckCredentialsFile(path, context); });
}

bool HasAccessKey(const SettingReader& settings, const SettingContext& context) {
  if (NamesKeyFile(settings) || FindVariables(context.environment) != nullptr || NamesCredentialsFile(settings)) {
    return true;
  }
  return !FindVariable(context.environment, kSdkFileVariable).empty() ||
         CheckCredentialsFile(kSdkFile, context).problem.empty();
}

bool HasDefaultCredentialsFile(const SettingContext& context) {
  const Checked<std::string> path = WithHome(kSdkFile, context.environment);
  return path.problem.empty() && context.files.Stamp(path.value).size >= 0;
}

void RequireAccessKey(SettingReader& settings, const SettingContext& context, SignInOptions& options) {
  if (NamesKeyFile(settings)) return TakeFiles(settings, options);
  if (const KeyVariables* const names = FindVariables(context.environment); names != nullptr) {
    return TakeVariables(settings, context.environment, *names, options);
  }
  options.key_source = KeySource::kCredentialsFile;
  if (!NamesCredentialsFile(settings)) TakeDefaultCredentialsFile(settings, context, options);
}

}  // namespace workspace_exporter
