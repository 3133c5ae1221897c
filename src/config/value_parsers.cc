#include "config/value_parsers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
  bool only_whole;  ///< printed only where nothing remains
};

constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;
constexpr std::array<Unit, 7> kUnits = {{{"y", 365 * kDay, true},
                                         {"w", 7 * kDay, true},
                                         {"d", kDay, false},
                                         {"h", kDay / 24, false},
                                         {"m", 60'000, false},
                                         {"s", 1000, false},
                                         {"ms", 1, false}}};
constexpr std::int64_t kMost = INT64_MAX / 1'000'000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr std::array<std::string_view, 5> kTrue = {"true", "yes", "t", "y", "1"};
constexpr std::array<std::string_view, 5> kFalse = {"false", "no", "f", "n", "0"};
constexpr int kMostRequests = 1'000'000;

std::optional<int> WholeNumber(std::string_view text) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || last != end) return std::nullopt;
  return number;
}

constexpr std::array<std::string_view, 10> kLabels = {
    "session_state", "server_group", "client_type",    "failed_code",   "app_name",
    "protocol_type", "session_type", "client_version", "agent_version", "machine_name"};
constexpr std::array<std::string_view, 7> kPersonal = {"login_user",  "user_name",     "client_ip", "client_mac",
                                                       "client_name", "session_stamp", "public_ip"};

template <typename List>
bool Holds(const List& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

std::string LabelProblem(std::string_view label) {
  if (Holds(kPersonal, label)) return fmt::format("{} is personal data and never a label", label);
  if (label == "server_group_id") return "server_group_id comes with server_group and is not named";
  return fmt::format("'{}' is none of {}", label, fmt::join(kLabels, ", "));
}

}  // namespace

std::optional<Milliseconds> ParseDuration(std::string_view text) {
  if (text == "0") return Milliseconds(0);
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  const auto* next_unit = kUnits.begin();
  while (!text.empty()) {
    if (!IsDigit(text.front())) return std::nullopt;
    std::int64_t number = 0;
    const auto [digits_end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(digits_end - text.data()));
    const std::string_view name(text.begin(), std::ranges::find_if(text, IsDigit));
    const auto* unit = std::find_if(next_unit, kUnits.end(), [&](const Unit& u) { return u.name == name; });
    if (unit == kUnits.end()) return std::nullopt;
    if (number > (kMost - total) / unit->milliseconds) return std::nullopt;
    total += number * unit->milliseconds;
    next_unit = unit + 1;
    text.remove_prefix(name.size());
  }
  return Milliseconds(total);
}

std::string FormatDuration(Milliseconds duration) {
  std::int64_t rest = duration.count();
  if (rest == 0) return "0s";
  std::string text = rest < 0 ? "-" : "";
  rest = std::abs(rest);
  for (const Unit& unit : kUnits) {
    if (rest < unit.milliseconds || (unit.only_whole && rest % unit.milliseconds != 0)) continue;
    text += fmt::format("{}{}", rest / unit.milliseconds, unit.name);
    rest %= unit.milliseconds;
  }
  return text;
}

Checked<bool> ParseBool(std::string_view text) {
  const std::string lower = LowerCase(text);
  if (std::ranges::find(kTrue, lower) != kTrue.end()) return {.value = true};
  if (std::ranges::find(kFalse, lower) != kFalse.end()) return {.value = false};
  return {.problem = fmt::format("'{}' is neither true nor false", text)};
}

Checked<int> ParseNumber(std::string_view text, int least, int most) {
  const std::optional<int> number = WholeNumber(text);
  if (number && *number >= least && *number <= most) return {.value = *number};
  return {.problem = fmt::format("{} is not a whole number between {} and {}", text, least, most)};
}

Checked<Milliseconds> ParseSpan(std::string_view text, Milliseconds least, Milliseconds most) {
  const std::optional<Milliseconds> span = ParseDuration(text);
  if (!span) return {.problem = fmt::format("'{}' is not a duration such as 500ms, 90s, 1h30m or 7d", text)};
  if (*span >= least && *span <= most) return {.value = *span};
  return {.problem = fmt::format("{} is not between {} and {}", text, FormatDuration(least), FormatDuration(most))};
}

Checked<Quota> ParseApiQuota(std::string_view text) {
  if (text == "0") return {.value = {.limit = 0}};
  const std::size_t slash = text.find('/');
  const std::optional<int> limit = WholeNumber(text.substr(0, slash));
  if (slash == text.npos || !limit || *limit < 1 || *limit > kMostRequests) {
    return {.problem = fmt::format("'{}' is neither 0 nor requests a window such as 150/1m, with 1 to {} requests",
                                   text, kMostRequests)};
  }
  Checked<Milliseconds> window = ParseSpan(text.substr(slash + 1), Milliseconds(1));
  return {.value = {.limit = *limit, .window = window.value}, .problem = std::move(window.problem)};
}

Checked<std::string> CheckPattern(std::string_view text) {
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 pattern(re2::StringPiece(text.data(), text.size()), options);
  if (pattern.ok()) return {.value = std::string(text)};
  return {.problem = fmt::format("'{}' is not a regular expression of RE2: {}", text, pattern.error())};
}

Checked<std::string> CheckId(std::string_view text, std::size_t most) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  if (text.size() <= most && std::ranges::all_of(text, allowed)) return {.value = std::string(text)};
  return {.problem =
              fmt::format("'{}' is not an id of at most {} letters, digits, - and _", text.substr(0, most), most)};
}

Checked<std::string> CheckName(std::string_view text) {
  static const RE2 kNoControlCharacters(R"([^\p{Cc}]*)");  // a byte that is not UTF-8 does not match either
  constexpr std::size_t kMostBytes = 128;
  if (text.size() > kMostBytes) return {.problem = fmt::format("longer than {} bytes", kMostBytes)};
  if (RE2::FullMatch(re2::StringPiece(text.data(), text.size()), kNoControlCharacters))
    return {.value = std::string(text)};
  return {.problem = "not text in UTF-8 without control characters"};
}

Checked<Origin> CheckBaseUrl(std::string_view url, bool allow_plain_http) {
  Result<Origin> origin = ParseOrigin(url);
  if (!origin) return {.problem = origin.error().message};
  if (!origin->tls && !allow_plain_http && !IsLoopback(*origin)) {
    return {.problem = "http is for loopback addresses; use https, or allow it with --allow_plain_http"};
  }
  return {.value = *std::move(origin)};
}

Checked<std::vector<std::string>> ParseGroupBy(std::string_view text) {
  std::vector<std::string> labels;
  for (const std::string_view label : SplitList(text)) {
    if (!Holds(kLabels, label)) return {.problem = LabelProblem(label)};
    if (Holds(labels, label)) return {.problem = fmt::format("{} is named twice", label)};
    labels.emplace_back(label);
  }
  if (!Holds(labels, "session_state")) return {.problem = "session_state must be among the labels"};
  return {.value = std::move(labels)};
}

Checked<std::vector<OverdueAfter>> ParseOverdue(std::string_view text) {
  constexpr std::array<std::string_view, 3> kLiveStates = {"AppcInit", "Disconnected", "Active"};
  std::vector<OverdueAfter> limits;
  for (const std::string_view item : SplitList(text)) {
    const std::size_t equals = item.find('=');
    const std::string_view state = item.substr(0, equals);
    if (equals == item.npos) return {.problem = fmt::format("'{}' is not of the form Disconnected=8h", item)};
    if (std::ranges::find(kLiveStates, state) == kLiveStates.end()) {
      return {.problem = fmt::format("'{}' is none of the live states {}", state, fmt::join(kLiveStates, ", "))};
    }
    if (std::ranges::find(limits, state, &OverdueAfter::state) != limits.end()) {
      return {.problem = fmt::format("{} is named twice", state)};
    }
    Checked<Milliseconds> after = ParseSpan(item.substr(equals + 1), Milliseconds(1));
    if (!after.problem.empty()) return {.problem = fmt::format("{}: {}", state, after.problem)};
    limits.push_back({.state = std::string(state), .after = after.value});
  }
  return {.value = std::move(limits)};
}

std::vector<std::string_view> SplitList(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (std::size_t comma = 0; comma != text.npos; text.remove_prefix(comma == text.npos ? 0 : comma + 1)) {
    comma = text.find(',');
    pieces.push_back(Trimmed(text.substr(0, comma)));
  }
  return pieces;
}

}  // namespace workspace_exporter
