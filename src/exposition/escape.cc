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

/// Whether the text is ASCII without anything to escape, as nearly every value is. Eight bytes at a time: this is where
/// a page's time would go.
bool IsPlain(std::string_view text) {
  std::uint64_t special = 0;
  for (; text.size() >= sizeof special; text.remove_prefix(sizeof special)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    special |= SpecialByte(bytes);
  }
  std::uint64_t rest = kEach * ' ';
  if (!text.empty()) std::memcpy(&rest, text.data(), text.size());
  return (special | SpecialByte(rest)) == 0;
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
