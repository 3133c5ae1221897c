#include "config/password_options.h"

#include <fmt/format.h>

#include "config/environment.h"
#include "config/files.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

/// Where the setting does not give a name, the environment's.
void RequireName(SettingReader& settings, std::string_view setting, std::string_view what, const char* variable,
                 Words environment, std::string& name) {
  if (settings.IsSet(setting)) return;
  name = FindVariable(environment, variable);
  if (name.empty()) {
    settings.Fail(setting, fmt::format("a password sign-in needs {}, here or in {}", what, variable));
    return;
  }
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
         !FindVariable(environment, kPasswordVariable).empty();
}

void RequirePassword(SettingReader& settings, Words environment, SignInOptions& options) {
  RequireName(settings, "iam_domain", "the account's name", kDomainVariable, environment, options.iam_domain);
  RequireName(settings, "iam_user", "the IAM user's name", kUserVariable, environment, options.iam_user);
  if (settings.IsSet("iam_password_file")) return;
  if (!FindVariable(environment, kPasswordVariable).empty()) {
    options.iam_password_variable = kPasswordVariable;
    const std::string problem = VariableProblem(environment, kPasswordVariable, SecretKind::kPassword);
    if (!problem.empty()) settings.Fail("iam_password_file", problem);
  } else {
    settings.Fail("iam_password_file",
                  fmt::format("a password sign-in needs a file with the password, here or in {}", kPasswordVariable));
  }
}

}  // namespace workspace_exporter
