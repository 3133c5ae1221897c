#include "config/sign_in_options.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "config/text.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

enum class Auth : std::uint8_t { kAuto, kTokenFile, kPassword, kNotSupported };

constexpr std::array<std::pair<std::string_view, Auth>, 3> kAuths = {
    {{"auto", Auth::kAuto}, {"token_file", Auth::kTokenFile}, {"password", Auth::kPassword}}};

Checked<Auth> ParseAuth(std::string_view text) {
  if (text == "aksk" || text == "metadata") {
    return {.value = Auth::kNotSupported,
            .problem = fmt::format("{} is not supported by this version; use token_file or password", text)};
  }
  return ParseChoice<Auth>(text, kAuths);
}

std::string BlankProblem(std::string_view content) {
  return Trimmed(content).empty() ? "the file holds nothing but spaces" : "";
}

std::string TokenProblem(std::string_view content) {
  const std::string_view token = Trimmed(content);
  if (token.empty()) return "the file holds nothing but spaces";
  const auto is_visible = [](char c) { return c > ' ' && c < '\x7f'; };
  return std::ranges::all_of(token, is_visible) ? "" : "the file holds something else than one token on one line";
}

/// The path, where the file can be used.
void ReadSecretPath(SettingReader& settings, const Files& files, std::string_view name, std::string& path,
                    std::string (*problem_of)(std::string_view content)) {
  settings.Read(name, path, [&](std::string_view text) -> Checked<std::string> {
    Checked<Secret> file = files.Read(std::string(text), kMostSecretBytes);
    if (file.problem.empty()) file.problem = problem_of(file.value.Reveal());
    return {.value = std::string(text), .problem = std::move(file.problem)};
  });
}

/// Where the setting does not give a name, the environment's.
void AddName(SettingReader& settings, std::string_view setting, const char* variable, const std::string& value,
             std::string& name) {
  if (settings.IsSet(setting)) return;
  const Checked<std::string> checked = CheckName(value);
  if (!checked.problem.empty()) settings.Fail(setting, fmt::format("{} is {}", variable, checked.problem));
  name = value;
}

void RequirePassword(SettingReader& settings, const SignInEnvironment& environment, SignInOptions& options) {
  AddName(settings, "iam_domain", kDomainVariable, environment.domain, options.iam_domain);
  AddName(settings, "iam_user", kUserVariable, environment.user, options.iam_user);
  const auto require = [&](std::string_view name, std::string_view what, const char* variable, bool is_there) {
    if (is_there || settings.IsSet(name)) return;  // one that is at fault has been told already
    settings.Fail(name, fmt::format("a password sign-in needs {}, here or in {}", what, variable));
  };
  require("iam_domain", "the account's name", kDomainVariable, !options.iam_domain.empty());
  require("iam_user", "the IAM user's name", kUserVariable, !options.iam_user.empty());
  require("iam_password_file", "a file with the password", kPasswordVariable, environment.has_password);
  if (!settings.IsSet("iam_password_file") && environment.has_password)
    options.iam_password_variable = kPasswordVariable;
}

/// The first that is configured: contract of --auth=auto.
Auth Choose(const SettingReader& settings, const SignInEnvironment& environment) {
  if (settings.IsSet("token_file")) return Auth::kTokenFile;
  const bool password = settings.IsSet("iam_domain") || settings.IsSet("iam_user") ||
                        settings.IsSet("iam_password_file") || environment.has_password;
  return password ? Auth::kPassword : Auth::kAuto;
}

}  // namespace

SignInOptions ReadSignIn(SettingReader& settings, const Files& files, const SignInEnvironment& environment) {
  SignInOptions options;
  Auth auth = Auth::kAuto;
  const bool auth_is_valid = settings.Read("auth", auth, ParseAuth);
  ReadSecretPath(settings, files, "token_file", options.token_file, TokenProblem);
  settings.Read("iam_domain", options.iam_domain, CheckName);
  settings.Read("iam_user", options.iam_user, CheckName);
  ReadSecretPath(settings, files, "iam_password_file", options.iam_password_file, BlankProblem);
  if (!auth_is_valid) return options;

  options.chosen_automatically = auth == Auth::kAuto;
  if (auth == Auth::kAuto) auth = Choose(settings, environment);
  if (auth == Auth::kAuto) {
    settings.Fail("auth", "no sign-in is configured; set token_file, or iam_domain, iam_user and iam_password_file");
  } else if (auth == Auth::kTokenFile && !settings.IsSet("token_file")) {
    settings.Fail("token_file", "auth=token_file needs a file with a token");
  } else if (auth == Auth::kPassword) {
    options.method = SignInOptions::Method::kPassword;
    RequirePassword(settings, environment, options);
  }
  return options;
}

}  // namespace workspace_exporter
