#include "workspace/json_repair.h"

#include <charconv>
#include <cstdint>
#include <string_view>

namespace workspace_exporter {
namespace {

constexpr std::size_t kEscapeSize = 6;  // \uXXXX

/// The code unit of a \uXXXX at that place; 0, which is no surrogate, where there is none.
std::uint32_t CodeUnitAt(std::string_view text, std::size_t at) {
  if (at + kEscapeSize > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
  std::uint32_t unit = 0;
  const char* const end = text.data() + at + kEscapeSize;
  return std::from_chars(text.data() + at + 2, end, unit, 16).ptr == end ? unit : 0;
}

bool IsHighSurrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLowSurrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

}  // namespace

void ReplaceLoneSurrogates(std::string& json) {
  for (std::size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at)) {
    const std::uint32_t unit = CodeUnitAt(json, at);
    if (IsHighSurrogate(unit) && IsLowSurrogate(CodeUnitAt(json, at + kEscapeSize))) {
      at += 2 * kEscapeSize;
    } else if (IsHighSurrogate(unit) || IsLowSurrogate(unit)) {
      json.replace(at, kEscapeSize, "\\ufffd");  // as long as what it replaces
      at += kEscapeSize;
    } else {
      at += 2;  // any other escape: its second character may be a backslash, which begins nothing
    }
  }
}

}  // namespace workspace_exporter
