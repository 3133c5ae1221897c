#include "config/secret_setting.h"

#include <utility>

#include <fmt/format.h>

#include "config/environment.h"

namespace workspace_exporter {

std::string SecretProblem(std::string_view content, SecretKind kind) {
  const Result<std::string_view> secret = SecretIn(content, kind);
  return secret ? "" : "the file " + secret.error().message;
}

void ReadSecretPath(SettingReader& settings, const FileReader& files, std::string_view name, SecretKind kind,
                    std::string& path) {
  settings.Read(name, path, [&](std::string_view text) -> Checked<std::string> {
    Checked<Secret> file = ReadNamedFile(files, std::string(text), kMostSecretBytes);
    if (file.problem.empty()) file.problem = SecretProblem(file.value.Reveal(), kind);
    return {.value = std::string(text), .problem = std::move(file.problem)};
  });
}

std::string VariableProblem(Words environment, std::string_view variable, SecretKind kind) {
  const std::string_view value = FindVariable(environment, variable);
  if (value.empty()) return {};
  const Result<std::string_view> secret = SecretIn(value, kind);
  return secret ? "" : fmt::format("{} in the environment {}", variable, secret.error().message);
}

}  // namespace workspace_exporter
