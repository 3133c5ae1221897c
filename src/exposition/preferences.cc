#include "exposition/preferences.h"

#include <algorithm>
#include <optional>

#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

/// Takes what stands before the next `separator` off the beginning of `rest`; one inside a quoted string is no
/// separator.
std::string_view Take(std::string_view& rest, char separator) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size(); ++end) {
    if (rest[end] == '"') quoted = !quoted;
    if (quoted && rest[end] == '\\') {
      ++end;
    } else if (!quoted && rest[end] == separator) {
      break;
    }
  }
  const std::string_view taken = Trimmed(rest.substr(0, end), kBlanks);
  rest.remove_prefix(std::min(rest.size(), end + 1));
  return taken;
}

std::string Unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  return std::string(text.substr(1, text.size() - 2));
}

/// "0.25" to 250. Digits beyond the third do not count; ".2", which old clients send, is 200.
std::optional<int> ParseQuality(std::string_view text) {
  int thousandths = 0;
  int weight = 1000;
  bool fraction = false;
  for (const char digit : text) {
    if (digit == '.' && !fraction) {
      fraction = true;
      weight = 100;
    } else if (digit >= '0' && digit <= '9') {
      thousandths = std::min(thousandths * (fraction ? 1 : 10) + (digit - '0') * weight, 1000);
      if (fraction) weight /= 10;
    } else {
      return std::nullopt;
    }
  }
  if (text.empty() || text == ".") return std::nullopt;
  return thousandths;
}

std::optional<Preference> ParseMember(std::string_view member) {
  Preference preference{.value = std::string(Take(member, ';')), .parameters = {}};
  if (preference.value.empty()) return std::nullopt;
  while (!member.empty()) {
    std::string_view value = Take(member, ';');
    const std::string_view name = Take(value, '=');
    if (name == "q") {
      const std::optional<int> quality = ParseQuality(Trimmed(value, kBlanks));
      if (!quality) return std::nullopt;
      preference.quality = *quality;
    } else if (!name.empty()) {
      preference.parameters.emplace_back(name, Unquoted(Trimmed(value, kBlanks)));
    }
  }
  return preference;
}

}  // namespace

std::vector<Preference> ParsePreferences(std::string_view header) {
  const std::string lower = LowerCase(header);
  std::vector<Preference> preferences;
  for (std::string_view rest = lower; !rest.empty();) {
    if (std::optional<Preference> preference = ParseMember(Take(rest, ','))) {
      preferences.push_back(*std::move(preference));
    }
  }
  return preferences;
}

}  // namespace workspace_exporter
