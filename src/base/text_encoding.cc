#include "base/text_encoding.h"

#include <algorithm>
#include <cstddef>

namespace workspace_exporter {
namespace {

using std::string_view_literals::operator""sv;

/// So many characters tell how all are written.
constexpr std::size_t kLookedAt = 64;

/// ASCII in UTF-16 without a mark: in each pair of bytes, the same one is NUL and the other is not.
bool HasNulInEachPair(std::string_view bytes, std::size_t which) {
  const std::size_t pairs = std::min(bytes.size() / 2, kLookedAt);
  for (std::size_t i = 0; i < pairs; ++i) {
    if (bytes[2 * i + which] != '\0' || bytes[2 * i + 1 - which] == '\0') return false;
  }
  return pairs > 0;
}

}  // namespace

std::string_view WithoutByteOrderMark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return text;
}

std::string_view WideEncodingOf(std::string_view bytes) {
  // The mark of UTF-32 begins with that of UTF-16.
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
  return HasNulInEachPair(bytes, 0) || HasNulInEachPair(bytes, 1) ? "UTF-16" : "";
}

}  // namespace workspace_exporter
