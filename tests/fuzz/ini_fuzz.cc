// A credentials file.

#include <algorithm>
#include <string>

#include "base/ini_file.h"
#include "base/sdk_credentials.h"
#include "base/secret_rule.h"
#include "base/utf8.h"
#include "target.h"

namespace workspace_exporter {
namespace {

/// Each value in quotes, so that spaces and quotes of its own stay.
std::string Written(const IniFile& file) {
  std::string text;
  for (const auto& [name, section] : file) {
    text += "[" + name + "]\n";
    for (const auto& [key, value] : section) text.append(key).append("=\"").append(value.Reveal()).append("\"\n");
  }
  return text;
}

void CheckFile(const IniFile& file, std::string_view text) {
  std::size_t entries = 0;
  for (const auto& [name, section] : file) {
    Require(!HoldsControlCharacters(name), "the name of a section is text");
    for (const auto& [key, value] : section) {
      ++entries;
      Require(!key.empty() && !HoldsControlCharacters(key), "a key is text");
      Require(!HoldsControlCharacters(value.Reveal()), "a value is text");
      Require(text.find(key) != text.npos && text.find(value.Reveal()) != text.npos, "what the file shows");
    }
  }
  Require(entries <= static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1, "no more entries than lines");
}

bool Same(const IniSection& a, const IniSection& b) {
  return std::ranges::equal(a, b, [](const auto& left, const auto& right) {
    return left.first == right.first && left.second.Reveal() == right.second.Reveal();
  });
}

}  // namespace

void Fuzz(std::string_view input) {
  const Result<SdkCredentials> keys = ReadSdkCredentials(input);
  const std::string problem = keys ? "" : keys.error().message;
  Require(problem.size() <= 200 && IsValidUtf8(problem) && !HoldsControlCharacters(problem), "a problem on one line");
  const Result<IniFile> file = ParseIni(input);
  if (!file) {
    Require(file.error().kind == ErrorKind::kRejected && file.error().message.starts_with("line "),
            "a fault of a line");
    Require(!problem.empty(), "what cannot be read holds no keys");
    return;
  }
  CheckFile(*file, input);
  if (keys) Require(bool(SecretIn(keys->secret_key.Reveal(), SecretKind::kKey)), "a key that can be one");
  const Result<IniFile> again = ParseIni(Written(*file));
  Require(bool(again), "readable when written anew");
  Require(std::ranges::equal(*file, *again,
                             [](const auto& left, const auto& right) {
                               return left.first == right.first && Same(left.second, right.second);
                             }),
          "the same when written anew");
}

}  // namespace workspace_exporter
