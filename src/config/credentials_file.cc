#include "config/credentials_file.h"

#include <utility>

#include <fmt/format.h>

#include "base/ini_file.h"
#include "config/environment.h"
#include "config/secret_file.h"

namespace workspace_exporter {
namespace {

constexpr const char* kNoKeys = "the file holds no section [basic] with ak and sk";

Checked<std::string> WithHome(std::string_view path, Words environment) {
  if (path != "~" && !path.starts_with("~/")) return {.value = std::string(path)};
  const std::string_view home = FindVariable(environment, "HOME");
  if (home.empty()) return {.problem = "~ stands for HOME, which is not set; write the whole path"};
  return {.value = std::string(home) + std::string(path.substr(1))};
}

}  // namespace

std::string CredentialsProblem(std::string_view ini) {
  const Result<IniFile> file = ParseIni(ini);
  if (!file) return fmt::format("{}: {}", kNoKeys, file.error().message);
  const auto section = file->find("basic");
  for (const std::string_view key : {"ak", "sk"}) {
    const bool is_there = section != file->end() && section->second.contains(key);
    const std::string_view value = is_there ? section->second.find(key)->second.Reveal() : "";
    if (value.empty()) return kNoKeys;
    if (!IsOneWord(value)) return "ak or sk in the file's section [basic] holds something else than one word";
  }
  return {};
}

Checked<std::string> CheckCredentialsFile(std::string_view path, const ProjectContext& context) {
  Checked<std::string> whole = WithHome(path, context.environment);
  if (!whole.problem.empty()) return whole;
  Checked<Secret> file = context.files.Read(whole.value, kMostSecretBytes);
  if (file.problem.empty()) file.problem = CredentialsProblem(file.value.Reveal());
  whole.problem = std::move(file.problem);
  return whole;
}

}  // namespace workspace_exporter
