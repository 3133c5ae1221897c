#include "exposition/escape.h"

#include <cstddef>
#include <cstring>

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

constexpr std::uint64_t kEach = 0x0101'0101'0101'0101U;
constexpr std::uint64_t kHigh = 0x8080'8080'8080'8080U;

/// Not 0 if one of the eight bytes is 0.
std::uint64_t ZeroByte(std::uint64_t bytes) { return (bytes - kEach) & ~bytes & kHigh; }

/// Not 0 if one of the eight bytes is not printed as it is.
std::uint64_t SpecialByte(std::uint64_t bytes) {
  return (bytes & kHigh) | ZeroByte(bytes ^ (kEach * '"')) | ZeroByte(bytes ^ (kEach * '\\')) |
         ZeroByte(bytes ^ (kEach * '\n'));
}

std::uint64_t Load(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Whether the text is ASCII without anything to escape, as nearly every value is. Eight bytes at a time, the last
/// eight overlapping what came before: this is where a page's time would go.
bool IsPlain(std::string_view text) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  if (text.size() < kWord) {
    std::uint64_t word = kEach * ' ';
    if (!text.empty()) std::memcpy(&word, text.data(), text.size());
    return SpecialByte(word) == 0;
  }
  std::uint64_t special = SpecialByte(Load(text.data() + text.size() - kWord));
  for (std::size_t i = 0; i + kWord < text.size(); i += kWord) special |= SpecialByte(Load(text.data() + i));
  return special == 0;
}

void AppendEscapedValid(std::string& out, std::string_view text, Quotes quotes) {
  const std::string_view special = quotes == Quotes::kEscaped ? "\\\n\"" : "\\\n";
  while (true) {
    const std::size_t plain = text.find_first_of(special);
    out.append(text.substr(0, plain));
    if (plain == std::string_view::npos) return;
    out += {'\\', text[plain] == '\n' ? 'n' : text[plain]};
    text.remove_prefix(plain + 1);
  }
}

}  // namespace

void AppendEscaped(std::string& out, std::string_view text, Quotes quotes) {
  if (IsPlain(text)) {
    out.append(text);
  } else if (IsValidUtf8(text)) {
    AppendEscapedValid(out, text, quotes);
  } else {
    AppendEscapedValid(out, RepairUtf8(text), quotes);
  }
}

}  // namespace workspace_exporter
