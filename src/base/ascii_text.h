#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

// Letters of ASCII, whatever the locale: what stands in names of headers, flags and hosts and in words of a closed
// list. Other bytes stay as they are. All functions are thread-safe.

constexpr char LowerCase(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char UpperCase(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
std::string LowerCase(std::string_view text);
std::string UpperCase(std::string_view text);

/// Whether the two are the same but for the case of letters.
bool EqualsWithoutCase(std::string_view a, std::string_view b);
bool StartsWithoutCase(std::string_view text, std::string_view beginning);

inline constexpr std::string_view kBlanks = " \t";  ///< around values in HTTP (RFC 9110, section 5.6.3, OWS)
inline constexpr std::string_view kBlanksAndLineEnds = " \t\r\n";

/// Without those characters at either end.
std::string_view Trimmed(std::string_view text, std::string_view characters = kBlanksAndLineEnds);

}  // namespace workspace_exporter
