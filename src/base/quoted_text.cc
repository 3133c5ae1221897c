#include "base/quoted_text.h"

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kLongestEscape = "\\u0000";

void AppendEscaped(std::string& to, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    to += {'\\', c};
  } else if (c == '\n') {
    to += "\\n";
  } else if (byte < ' ' || byte == 0x7F) {
    to += "\\u00";
    to += {kDigits[byte / 16], kDigits[byte % 16]};
  } else {
    to += c;
  }
}

}  // namespace

void AppendQuoted(std::string& to, std::string_view text) {
  if (!IsValidUtf8(text)) return AppendQuoted(to, RepairUtf8(text));
  to += '"';
  for (const char c : text) AppendEscaped(to, c);
  to += '"';
}

std::size_t MostQuoted(std::string_view text) { return kLongestEscape.size() * text.size() + 2; }

std::string AroundQuoted(std::string_view before, std::string_view secret, std::string_view after) {
  std::string document;
  document.reserve(before.size() + MostQuoted(secret) + after.size());
  document += before;
  AppendQuoted(document, secret);
  document += after;
  return document;
}

}  // namespace workspace_exporter
