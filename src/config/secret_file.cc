#include "config/secret_file.h"

#include <algorithm>
#include <utility>

#include "config/text.h"

namespace workspace_exporter {
namespace {

std::string WordProblem(std::string_view content, const char* otherwise) {
  const std::string_view word = Trimmed(content);
  if (word.empty()) return "the file holds nothing but spaces";
  return IsOneWord(word) ? "" : otherwise;
}

}  // namespace

std::string PasswordProblem(std::string_view content) {
  return Trimmed(content).empty() ? "the file holds nothing but spaces" : "";
}

std::string TokenProblem(std::string_view content) {
  return WordProblem(content, "the file holds something else than one token on one line");
}

std::string KeyProblem(std::string_view content) {
  return WordProblem(content, "the file holds something else than one key on one line");
}

bool IsOneWord(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

void ReadSecretPath(SettingReader& settings, const Files& files, std::string_view name, ContentProblem problem_of,
                    std::string& path) {
  settings.Read(name, path, [&](std::string_view text) -> Checked<std::string> {
    Checked<Secret> file = files.Read(std::string(text), kMostSecretBytes);
    if (file.problem.empty()) file.problem = problem_of(file.value.Reveal());
    return {.value = std::string(text), .problem = std::move(file.problem)};
  });
}

}  // namespace workspace_exporter
