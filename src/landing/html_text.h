#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace workspace_exporter {

/// Text for HTML, between tags and in quoted attributes; what is no UTF-8 is replaced.
std::string EscapeHtml(std::string_view text);

/// "12 s", "5 min", "3 h", "2 d": rounded down.
std::string InWords(std::chrono::seconds span);

}  // namespace workspace_exporter
