#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace workspace_exporter {

enum class Quotes : std::uint8_t { kEscaped, kPlain };

/// The value of a label (quotes escaped) or the text of a HELP line (plain in the text format, escaped in OpenMetrics)
/// at the end of `out`: \, line feed and, if asked, " behind a \. Invalid UTF-8 becomes U+FFFD; anything else, NUL
/// included, stays as it is. Thread-safe.
void AppendEscaped(std::string& out, std::string_view text, Quotes quotes);

}  // namespace workspace_exporter
