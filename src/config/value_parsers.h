#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/origin.h"
#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// A duration as Prometheus writes it (model.ParseDuration of prometheus/common): whole numbers, each with one of the
/// units y (365 days), w, d, h, m, s, ms; greatest unit first, none twice: `1h30m`, `500ms`; `0` needs no unit. Nothing
/// for any other text, nor for what is beyond 64 bits of nanoseconds, about 292 years.
std::optional<Milliseconds> ParseDuration(std::string_view text);

/// The same notation, as Prometheus prints it: years and weeks only where nothing remains, so 8 days are `8d`.
std::string FormatDuration(Milliseconds duration);

/// No setting is longer than this, so that sums and products of durations stay far from overflowing.
inline constexpr Milliseconds kLongestDuration = std::chrono::days(366);

/// true, yes, t, y, 1 and their opposites, in any case, as gflags reads them.
Checked<bool> ParseBool(std::string_view text);

/// A whole number, bounds included.
Checked<int> ParseNumber(std::string_view text, int least, int most);

/// A Prometheus duration, bounds included.
Checked<Milliseconds> ParseSpan(std::string_view text, Milliseconds least, Milliseconds most = kLongestDuration);

/// `N/DURATION`, or `0` for none.
Checked<Quota> ParseApiQuota(std::string_view text);

/// RE2 syntax. The text itself: who matches with it compiles it.
Checked<std::string> CheckPattern(std::string_view text);

/// At most `most` characters out of letters, digits, `-` and `_`: what an id may hold that goes into a URL.
Checked<std::string> CheckId(std::string_view text, std::size_t most);

/// UTF-8 of at most 128 bytes without control characters: a label's value, or a name that goes into a JSON body.
Checked<std::string> CheckName(std::string_view text);

/// The base URL of an API: https, or http where the host is this machine's loopback or `allow_plain_http` says so,
/// since what goes over it is a password or a token. A problem never repeats the URL, which may hold a password by
/// mistake.
Checked<Origin> CheckBaseUrl(std::string_view url, bool allow_plain_http);

/// The labels of the sessions gauge beside project: names out of a closed list, each once, session_state among them.
/// server_group stands for server_group_id as well, which is not named itself.
Checked<std::vector<std::string>> ParseGroupBy(std::string_view text);

/// `State=duration,…`: live states, each once.
Checked<std::vector<OverdueAfter>> ParseOverdue(std::string_view text);

/// The pieces between commas, without the spaces around them; an empty one where two commas meet.
std::vector<std::string_view> SplitList(std::string_view text);

/// One of a closed list of words.
template <typename T, typename Choices>
Checked<T> ParseChoice(std::string_view text, const Choices& choices) {
  std::string words;
  for (const auto& [word, value] : choices) {
    if (word == text) return {.value = value};
    if (!words.empty()) words += ", ";
    words += word;
  }
  return {.problem = "'" + std::string(text) + "' is none of " + words};
}

}  // namespace workspace_exporter
