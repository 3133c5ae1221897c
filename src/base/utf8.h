#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace workspace_exporter {

// UTF-8 as The Unicode Standard defines it (section 3.9, table 3-7): no overlong forms, no surrogates, nothing above
// U+10FFFF. All functions are thread-safe, take any bytes including NUL, and are quick where the text is ASCII.

bool IsValidUtf8(std::string_view text);

/// The text with each maximal ill-formed part replaced by one U+FFFD: the standard's recommended practice
/// ("substitution of maximal subparts"), which is also what browsers and Python do. At most three times as long as what
/// came in.
std::string RepairUtf8(std::string_view text);
/// The same, at the end of `out`, which must not hold `text`.
void AppendRepaired(std::string& out, std::string_view text);

/// What stands at the beginning of a text that is not empty.
struct Utf8Character {
  char32_t code = 0;      ///< its code point; 0 where it is none
  std::size_t bytes = 1;  ///< that it takes, or the maximal ill-formed part
  bool well_formed = false;
};
Utf8Character FirstCharacter(std::string_view text);

/// The longest beginning of `text` that ends between two characters and is no longer than `max_bytes`. `text` is valid.
std::string_view CutAtCharacter(std::string_view text, std::size_t max_bytes);

/// Of ASCII, which is all that a byte alone can tell: a tab and a line's end are ones, too.
bool IsControlCharacter(char c);
/// What is no text on one line, and could end a header.
bool HoldsControlCharacters(std::string_view text);

}  // namespace workspace_exporter
