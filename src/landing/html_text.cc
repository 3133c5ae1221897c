#include "landing/html_text.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace workspace_exporter {

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : RepairUtf8(text)) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string InWords(std::chrono::seconds span) {
  using namespace std::chrono_literals;
  if (span < 2min) return fmt::format("{} s", span.count());
  if (span < 2h) return fmt::format("{} min", span / 1min);
  if (span < 48h) return fmt::format("{} h", span / 1h);
  return fmt::format("{} d", span / 24h);
}

}  // namespace workspace_exporter
