#include "base/ini_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "base/secret_rule.h"
#include "base/utf8.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kSpace = " \t\r";
/// The one control character that a line may hold, around names and values.
constexpr std::string_view kTab = "a tab within a name or a value";

std::string_view WithoutComment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool begins_word = i == 0 || kSpace.find(line[i - 1]) != kSpace.npos;
    if (begins_word && (line[i] == '#' || line[i] == ';')) return line.substr(0, i);
  }
  return line;
}

std::string_view WithoutQuotes(std::string_view value) {
  const bool quoted =
      value.size() >= 2 && value.front() == value.back() && (value.front() == '"' || value.front() == '\'');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

/// Reads a line into `file`; what is wrong with it, or nothing. `section` is the one that lines belong to.
std::string_view ReadLine(std::string_view line, IniFile& file, IniSection*& section) {
  if (line.empty()) return {};
  if (line.front() == '[' && line.back() == ']') {
    const std::string_view name = Trimmed(line.substr(1, line.size() - 2));
    if (HoldsControlCharacters(name)) return kTab;
    section = &file[std::string(name)];
    return {};
  }
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return "neither a section nor a key and its value";
  const std::string_view key = Trimmed(line.substr(0, equals));
  const std::string_view value = WithoutQuotes(Trimmed(line.substr(equals + 1)));
  if (key.empty()) return "a value without a key";
  if (HoldsControlCharacters(key) || HoldsControlCharacters(value)) return kTab;
  if (section == nullptr) return "a key before the first section";
  const bool is_new = section->try_emplace(std::string(key), value).second;
  return is_new ? std::string_view() : "a key that its section has already";
}

}  // namespace

Result<IniFile> ParseIni(std::string_view text) {
  IniFile file;
  IniSection* section = nullptr;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.size(), text.find('\n'));
    const std::string_view line = Trimmed(WithoutComment(text.substr(0, end)));
    if (const OddCharacter odd = FindOddCharacter(line); !odd.what.empty()) {
      const std::size_t at = static_cast<std::size_t>(line.data() - text.data()) + odd.at;
      return Error{ErrorKind::kRejected, fmt::format("line {}, column {}: {}", number, ColumnOf(text, at), odd.what)};
    }
    const std::string_view problem = ReadLine(line, file, section);
    if (!problem.empty()) return Error{ErrorKind::kRejected, fmt::format("line {}: {}", number, problem)};
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return file;
}

}  // namespace workspace_exporter
