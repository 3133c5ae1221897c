#include "base/secret_rule.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "base/utf8.h"

namespace workspace_exporter {
namespace {

struct CodeRange {
  char32_t first = 0;
  char32_t last = 0;
};

/// General category Z beside the space of ASCII.
constexpr std::array<CodeRange, 7> kSpaces = {{{0xA0, 0xA0},
                                               {0x1680, 0x1680},
                                               {0x2000, 0x200A},
                                               {0x2028, 0x2029},
                                               {0x202F, 0x202F},
                                               {0x205F, 0x205F},
                                               {0x3000, 0x3000}}};

/// Default_Ignorable_Code_Point of DerivedCoreProperties.txt, and the noncharacters and annotation marks at U+FFFx.
constexpr std::array<CodeRange, 18> kInvisible = {{{0xAD, 0xAD},
                                                   {0x034F, 0x034F},
                                                   {0x061C, 0x061C},
                                                   {0x115F, 0x1160},
                                                   {0x17B4, 0x17B5},
                                                   {0x180B, 0x180F},
                                                   {0x200B, 0x200F},
                                                   {0x202A, 0x202E},
                                                   {0x2060, 0x206F},
                                                   {0x3164, 0x3164},
                                                   {0xFE00, 0xFE0F},
                                                   {0xFEFF, 0xFEFF},
                                                   {0xFFA0, 0xFFA0},
                                                   {0xFFF0, 0xFFFB},
                                                   {0xFFFE, 0xFFFF},
                                                   {0x1BCA0, 0x1BCA3},
                                                   {0x1D173, 0x1D17A},
                                                   {0xE0000, 0xE0FFF}}};

template <std::size_t kSize>
bool IsIn(const std::array<CodeRange, kSize>& ranges, char32_t code) {
  return std::ranges::any_of(ranges, [code](CodeRange range) { return code >= range.first && code <= range.last; });
}

std::string_view OddityOf(const Utf8Character& character) {
  const char32_t code = character.code;
  if (!character.well_formed) return "a byte that is not UTF-8";
  if (code == '\t' || (code >= ' ' && code < 0x7F)) return {};
  if (code == '\n' || code == '\r') return "a line end";
  if (code < ' ' || (code >= 0x7F && code < 0xA0)) return "a control character";
  if (IsIn(kSpaces, code)) return "a space other than that of ASCII, such as a no-break space";
  return IsIn(kInvisible, code) ? "an invisible character" : "";
}

/// What no word of ASCII holds, though it can be seen.
std::string_view NotOfAWord(const Utf8Character& character) {
  if (character.code == ' ') return "a space";
  if (character.code == '\t') return "a tab";
  return character.code > 0x7F ? "a character that is not ASCII" : "";
}

std::string_view NotOfAPassword(const Utf8Character& character) { return character.code == '\t' ? "a tab" : ""; }

std::string_view NotOfALine(const Utf8Character& /*character*/) { return {}; }

OddCharacter Find(std::string_view text, std::string_view (*refuses)(const Utf8Character&)) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = FirstCharacter(text.substr(at));
    std::string_view what = OddityOf(character);
    if (what.empty()) what = refuses(character);
    if (!what.empty()) return {.at = at, .what = what};
    at += character.bytes;
  }
  return {};
}

constexpr std::string_view NameOf(SecretKind kind) {
  switch (kind) {
    case SecretKind::kToken: return "token";
    case SecretKind::kKey: return "key";
    default: return "password";
  }
}

}  // namespace

Result<std::string_view> SecretIn(std::string_view text, SecretKind kind) {
  const std::string_view secret = Trimmed(text);
  if (secret.empty()) return Error{ErrorKind::kRejected, "holds nothing but spaces"};
  const OddCharacter odd = Find(secret, kind == SecretKind::kPassword ? NotOfAPassword : NotOfAWord);
  if (odd.what.empty()) return secret;
  const std::size_t at = static_cast<std::size_t>(secret.data() - text.data()) + odd.at;
  return Error{ErrorKind::kRejected,
               fmt::format("holds something else than one {} on one line: {} in line {}, column {}", NameOf(kind),
                           odd.what, std::ranges::count(text.substr(0, at), '\n') + 1, ColumnOf(text, at))};
}

OddCharacter FindOddCharacter(std::string_view text) { return Find(text, NotOfALine); }

std::size_t ColumnOf(std::string_view text, std::size_t at) {
  std::size_t column = 1;
  for (std::size_t i = text.substr(0, at).rfind('\n') + 1; i < at; i += FirstCharacter(text.substr(i)).bytes) ++column;
  return column;
}

}  // namespace workspace_exporter
