#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace workspace_exporter {

/// Appends a text as a JSON string (RFC 8259, 7), in quotes; what is no UTF-8 becomes U+FFFD. One of UTF-8 is not
/// copied elsewhere, so that it may be a secret where `to` has room for it.
void AppendQuoted(std::string& to, std::string_view text);

/// How long a text of UTF-8 may become.
std::size_t MostQuoted(std::string_view text);

/// A JSON document with a secret as one of its strings, in one piece of memory: a JSON library would leave copies of
/// the secret behind.
std::string AroundQuoted(std::string_view before, std::string_view secret, std::string_view after);

}  // namespace workspace_exporter
