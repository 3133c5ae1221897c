#include "base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace workspace_exporter {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

unsigned char ByteAt(std::string_view text, std::size_t index) { return static_cast<unsigned char>(text[index]); }

bool Between(unsigned char byte, unsigned char least, unsigned char greatest) {
  return byte >= least && byte <= greatest;
}

std::size_t AsciiPrefix(std::string_view text) {
  std::size_t length = 0;
  for (std::uint64_t word = 0; length + sizeof word <= text.size(); length += sizeof word) {
    std::memcpy(&word, text.data() + length, sizeof word);
    if ((word & 0x8080'8080'8080'8080U) != 0) break;
  }
  while (length < text.size() && ByteAt(text, length) < 0x80) ++length;
  return length;
}

/// What stands at the beginning of a text: a whole character, or a maximal ill-formed part.
struct Part {
  std::size_t bytes = 1;
  bool well_formed = false;
};

/// A row of table 3-7: how long a character with this first byte is, and which second bytes it allows. All later bytes
/// are 80..BF. No length: no character begins with this byte.
struct Form {
  std::size_t bytes = 0;
  unsigned char least_second = 0x80;
  unsigned char greatest_second = 0xBF;
};

Form FormOf(unsigned char first) {
  if (first < 0x80) return {.bytes = 1};
  if (first < 0xC2) return {};  // a continuation, or an overlong form of ASCII
  if (first < 0xE0) return {.bytes = 2};
  if (first == 0xE0) return {.bytes = 3, .least_second = 0xA0};     // below: overlong
  if (first == 0xED) return {.bytes = 3, .greatest_second = 0x9F};  // above: surrogates
  if (first < 0xF0) return {.bytes = 3};
  if (first == 0xF0) return {.bytes = 4, .least_second = 0x90};  // below: overlong
  if (first < 0xF4) return {.bytes = 4};
  if (first == 0xF4) return {.bytes = 4, .greatest_second = 0x8F};  // above: beyond U+10FFFF
  return {};
}

Part FirstPart(std::string_view text) {
  const Form form = FormOf(ByteAt(text, 0));
  if (form.bytes < 2) return {.bytes = 1, .well_formed = form.bytes == 1};
  if (text.size() < 2 || !Between(ByteAt(text, 1), form.least_second, form.greatest_second)) return {};
  std::size_t bytes = 2;
  while (bytes < form.bytes && bytes < text.size() && Between(ByteAt(text, bytes), 0x80, 0xBF)) ++bytes;
  return {.bytes = bytes, .well_formed = bytes == form.bytes};
}

std::size_t ValidPrefix(std::string_view text) {
  std::size_t length = AsciiPrefix(text);
  while (length < text.size()) {
    const Part part = FirstPart(text.substr(length));
    if (!part.well_formed) break;
    length += part.bytes;
    length += AsciiPrefix(text.substr(length));
  }
  return length;
}

}  // namespace

bool IsValidUtf8(std::string_view text) { return ValidPrefix(text) == text.size(); }

std::string RepairUtf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  AppendRepaired(repaired, text);
  return repaired;
}

void AppendRepaired(std::string& out, std::string_view text) {
  while (true) {
    const std::size_t valid = ValidPrefix(text);
    out.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) return;
    out.append(kReplacement);
    text.remove_prefix(FirstPart(text).bytes);
  }
}

Utf8Character FirstCharacter(std::string_view text) {
  const Part part = FirstPart(text);
  if (!part.well_formed) return {.bytes = part.bytes};
  // Of the first byte, what is behind its length; of each other one, six bits.
  const unsigned first = ByteAt(text, 0);
  char32_t code = part.bytes == 1 ? first : first & (0x7FU >> part.bytes);
  for (std::size_t i = 1; i < part.bytes; ++i) code = (code << 6U) | (ByteAt(text, i) & 0x3FU);
  return {.code = code, .bytes = part.bytes, .well_formed = true};
}

std::string_view CutAtCharacter(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t length = max_bytes;
  while (length > 0 && Between(ByteAt(text, length), 0x80, 0xBF)) --length;
  return text.substr(0, length);
}

bool IsControlCharacter(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }

bool HoldsControlCharacters(std::string_view text) { return std::ranges::any_of(text, IsControlCharacter); }

}  // namespace workspace_exporter
