#include "config/password_options.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "config/environment.h"
#include "config/files.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

using Variables = std::span<const char* const>;

/// The first that holds something; null where none does.
const char* FirstOf(Variables variables, Words environment) {
  const auto found = std::ranges::find_if(
      variables, [&](const char* variable) { return !FindVariable(environment, variable).empty(); });
  return found == variables.end() ? nullptr : *found;
}

/// Where the setting does not give a name, the environment's.
void RequireName(SettingReader& settings, std::string_view setting, std::string_view what, Variables variables,
                 Words environment, std::string& name) {
  if (settings.IsSet(setting)) return;
  const char* const variable = FirstOf(variables, environment);
  if (variable == nullptr) {
    settings.Fail(setting,
                  fmt::format("a password sign-in needs {}, here or in {}", what, fmt::join(variables, " or ")));
    return;
  }
  name = FindVariable(environment, variable);
  const Checked<std::string> checked = CheckName(name);
  if (!checked.problem.empty()) settings.Fail(setting, fmt::format("{} is {}", variable, checked.problem));
}

}  // namespace

void ReadPasswordSettings(SettingReader& settings, const FileReader& files, SignInOptions& options) {
  settings.Read("iam_domain", options.iam_domain, CheckName);
  settings.Read("iam_user", options.iam_user, CheckName);
  ReadSecretPath(settings, files, "iam_password_file", SecretKind::kPassword, options.iam_password_file);
}

bool HasPassword(const SettingReader& settings, Words environment) {
  return settings.IsSet("iam_domain") || settings.IsSet("iam_user") || settings.IsSet("iam_password_file") ||
         FirstOf(kPasswordVariables, environment) != nullptr;
}

void RequirePassword(SettingReader& settings, Words environment, SignInOptions& options) {
  RequireName(settings, "iam_domain", "the account's name", kDomainVariables, environment, options.iam_domain);
  RequireName(settings, "iam_user", "the IAM user's name", kUserVariables, environment, options.iam_user);
  if (settings.IsSet("iam_password_file")) return;
  if (const char* const variable = FirstOf(kPasswordVariables, environment); variable != nullptr) {
    options.iam_password_variable = variable;
    const std::string problem = VariableProblem(environment, variable, SecretKind::kPassword);
    if (!problem.empty()) settings.Fail("iam_password_file", problem);
  } else {
    settings.Fail("iam_password_file", fmt::format("a password sign-in needs a file with the password, here or in {}",
                                                   fmt::join(kPasswordVariables, " or ")));
  }
}

}  // namespace workspace_exporter
