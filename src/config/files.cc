#include "config/files.h"

#include <functional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "config/environment.h"

namespace workspace_exporter {
namespace {

/// systemd.exec(5), LoadCredential: of a service of the machine, or of a user.
bool IsOfSystemd(std::string_view path) {
  return path.starts_with("/run/credentials/") ||
         (path.starts_with("/run/user/") && path.find("/credentials/") != std::string_view::npos);
}

constexpr const char* kNotGiven =
    "; it is a credential that systemd has to give: LoadCredential of the service has no such file, or this is a "
    "container "
    "in which systemd cannot give any (man workspace_exporter, FILES)";

}  // namespace

Checked<Secret> ReadNamedFile(const FileReader& files, const std::string& path, std::size_t max_bytes) {
  Result<Secret> content = files.Read(path, max_bytes);
  if (!content) {
    std::string problem = std::move(content).error().message;
    if (IsOfSystemd(path)) problem += kNotGiven;
    return {.problem = std::move(problem)};
  }
  Checked<Secret> result = {.value = *std::move(content)};
  if (result.value.empty()) result.problem = kEmptyFile;
  return result;
}

Result<Secret> HashedFiles::Read(const std::string& path, std::size_t max_bytes) const {
  Result<Secret> file = files_.Read(path, max_bytes);
  const std::string_view content = file ? file->Reveal() : std::string_view();
  const std::string_view problem = file ? std::string_view() : file.error().message;
  for (const std::string_view part : {std::string_view(path), content, problem}) {
    // As the golden ratio mixes them: a part that moves to another place gives another hash.
    hash_ = (hash_ ^ std::hash<std::string_view>()(part)) * 0x9E37'79B9'7F4A'7C15U;
  }
  return file;
}

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
