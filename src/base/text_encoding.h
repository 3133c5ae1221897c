#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

// Editors and shells of Windows write text with a byte order mark in front, or in UTF-16. All functions are
// thread-safe and take any bytes.

/// The text behind a byte order mark of UTF-8, U+FEFF at the very beginning (The Unicode Standard, section 23.8). A
/// second one is a part of the text.
std::string_view WithoutByteOrderMark(std::string_view text);

/// "UTF-16" or "UTF-32" where that is how the text is written: by its byte order mark, or since every other byte of it
/// is NUL. Empty otherwise.
std::string_view WideEncodingOf(std::string_view bytes);

}  // namespace workspace_exporter
