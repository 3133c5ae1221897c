#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace workspace_exporter {

// What a secret may be made of: one rule, when the program starts and whenever a file changes. What a person does not
// see is nearly always a slip of copying, and a secret with it would only be refused by the API, without a reason.

/// A token or a key is a word of ASCII without spaces. A password is any text on one line that can be seen, spaces of
/// ASCII within it included.
enum class SecretKind : std::uint8_t { kToken, kKey, kPassword };

/// The secret that a text holds, such as a file's: what is between the spaces and line ends around it. kRejected where
/// there is none, or something in it that cannot be; the message, such as "holds something else than one key on one
/// line: a space in line 1, column 9", never shows what the text is.
Result<std::string_view> SecretIn(std::string_view text, SecretKind kind);

/// A character that nobody sees, or that ends a line; `what` is empty where there is none.
struct OddCharacter {
  std::size_t at = 0;          ///< byte of the text
  std::string_view what = {};  ///< such as "an invisible character"
};

/// The first control character other than a tab, space other than that of ASCII, character without a shape (The Unicode
/// Standard, Default_Ignorable_Code_Point) or byte that is not UTF-8.
OddCharacter FindOddCharacter(std::string_view text);

/// In which column of its line that byte of the text stands: characters, from 1.
std::size_t ColumnOf(std::string_view text, std::size_t at);

}  // namespace workspace_exporter
