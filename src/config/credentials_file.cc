#include "config/credentials_file.h"

#include <utility>

#include "config/environment.h"
#include "config/secret_file.h"
#include "config/text.h"

namespace workspace_exporter {
namespace {

Checked<std::string> WithHome(std::string_view path, Words environment) {
  if (path != "~" && !path.starts_with("~/")) return {.value = std::string(path)};
  const std::string_view home = FindVariable(environment, "HOME");
  if (home.empty()) return {.problem = "~ stands for HOME, which is not set; write the whole path"};
  return {.value = std::string(home) + std::string(path.substr(1))};
}

/// The sign-in takes a `#` or `;` that begins a word for a comment, also behind a value.
std::string_view WithoutComment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool begins_word = i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t';
    if (begins_word && (line[i] == '#' || line[i] == ';')) return line.substr(0, i);
  }
  return line;
}

/// The value in a section; empty where there is none. Refers to the text, so that no copy of a secret is left behind.
std::string_view FindIniValue(std::string_view ini, std::string_view section, std::string_view key) {
  bool inside = false;
  while (!ini.empty()) {
    const std::size_t end = ini.find('\n');
    const std::string_view line = Trimmed(WithoutComment(ini.substr(0, end)));
    ini.remove_prefix(end == ini.npos ? ini.size() : end + 1);
    if (line.empty()) continue;
    if (line.front() == '[') {
      inside = line.back() == ']' && Trimmed(line.substr(1, line.size() - 2)) == section;
      continue;
    }
    const std::size_t equals = line.find('=');
    if (!inside || equals == line.npos) continue;
    if (Trimmed(line.substr(0, equals)) == key) return Trimmed(line.substr(equals + 1));
  }
  return {};
}

}  // namespace

std::string CredentialsProblem(std::string_view ini) {
  for (const std::string_view key : {"ak", "sk"}) {
    const std::string_view value = FindIniValue(ini, "basic", key);
    if (value.empty()) return "the file holds no section [basic] with ak and sk";
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
