#include "config/web/web_config_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

namespace workspace_exporter {
namespace {

using Nanoseconds = std::chrono::nanoseconds;
using Kind = ConfigNode::Kind;

constexpr auto kGoTrue =
    std::to_array<std::string_view>({"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"});
constexpr auto kGoFalse =
    std::to_array<std::string_view>({"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"});

/// Longest first: "ms" before "m".
constexpr auto kGoUnits = std::to_array<std::pair<std::string_view, double>>(
    {{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"μs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}});

/// The first of numbers that are too large; each below it can be converted.
constexpr double kTooLarge = 9.2233720368547758e18;

/// As strconv.ParseInt with base 0 does.
std::optional<std::int64_t> WholeGoNumber(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 1 && text.front() == '0') {
    const char second = text[1];
    base = second == 'x' || second == 'X' ? 16 : second == 'b' || second == 'B' ? 2 : 8;
    text.remove_prefix(base != 8 || second == 'o' || second == 'O' ? 2 : 1);
  }
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number, base);
  if (error != std::errc() || last != end || number < 0) return std::nullopt;
  return negative ? -number : number;
}

std::optional<std::int64_t> GoNumber(std::string text) {
  static const RE2 kFloat(R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)");
  std::erase(text, '_');
  if (const auto whole = WholeGoNumber(text)) return whole;
  if (!RE2::FullMatch(text, kFloat)) return std::nullopt;
  const std::string_view unsigned_text = std::string_view(text).substr(text.starts_with('+') ? 1 : 0);
  double number = 0;
  std::from_chars(unsigned_text.data(), unsigned_text.data() + unsigned_text.size(), number);
  if (!(std::abs(number) < kTooLarge)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::string ShownValue(const ConfigNode& value) {
  return value.kind == Kind::kText ? fmt::format("{}'{}'", value.plain ? "" : "the text ", value.text)
                                   : std::string(KindName(value));
}

}  // namespace

void ReadWebConfigKeys(const ConfigNode& map, const ConfigPart& part, const std::vector<WebConfigKey>& keys,
                       Faults& faults) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const WebConfigKey& key : keys) names.push_back(key.name);
  for (const ConfigField& field : FieldsOf(map, part, faults)) {
    const auto known = std::ranges::find(keys, field.key.text, &WebConfigKey::name);
    const std::string problem =
        known == keys.end() ? "no such key" + DidYouMean(field.key.text, names, "") : known->read(field.value);
    if (!problem.empty()) faults.push_back(FaultLine({.named = NameOf(part, field.key, field.key.text)}, problem));
  }
}

std::string KindProblem(const ConfigNode& value, ConfigNode::Kind kind, std::string_view wanted) {
  if (value.kind == kind) return {};
  const bool is_empty_text = value.kind == Kind::kText && value.text.empty();
  return fmt::format("must be {}, not {}", wanted, is_empty_text ? "an empty text" : KindName(value));
}

std::string MapProblem(const ConfigNode& value) {
  return value.kind == Kind::kNothing ? "" : KindProblem(value, Kind::kMap, "a map");
}

std::string TextProblem(const ConfigNode& value) {
  return value.kind == Kind::kNothing ? "" : KindProblem(value, Kind::kText, "one value");
}

std::string ReadTexts(const ConfigNode& value, const std::function<std::string(const std::string& item)>& take) {
  if (value.kind == Kind::kNothing) return {};
  if (value.kind != Kind::kList) return fmt::format("must be a list, not {}", KindName(value));
  for (const ConfigNode& item : value.children) {
    if (item.kind == Kind::kNothing) continue;
    std::string problem = KindProblem(item, Kind::kText, "a list of texts");
    if (problem.empty()) problem = take(item.text);
    if (!problem.empty()) return problem;
  }
  return {};
}

Checked<bool> ReadGoBool(const ConfigNode& value) {
  if (value.kind == Kind::kNothing) return {};
  if (value.kind == Kind::kText && value.plain) {
    if (std::ranges::find(kGoTrue, value.text) != kGoTrue.end()) return {.value = true};
    if (std::ranges::find(kGoFalse, value.text) != kGoFalse.end()) return {.value = false};
  }
  return {.problem = fmt::format("must be true or false, not {}", ShownValue(value))};
}

Checked<std::int64_t> ReadGoInt(const ConfigNode& value) {
  if (value.kind == Kind::kNothing) return {};
  if (value.kind == Kind::kText && value.plain) {
    if (const auto number = GoNumber(value.text)) return {.value = *number};
  }
  return {.problem = fmt::format("must be a whole number, not {}", ShownValue(value))};
}

Checked<Nanoseconds> ReadGoDuration(const ConfigNode& value) {
  if (value.kind == Kind::kNothing) return {};
  if (value.kind != Kind::kText) {
    return {.problem = fmt::format("must be a duration such as 1s, not {}", KindName(value))};
  }
  if (value.plain) {
    if (const auto number = GoNumber(value.text)) return {.value = Nanoseconds(*number)};
  }
  return ParseGoDuration(value.text);
}

Checked<Nanoseconds> ParseGoDuration(std::string_view text) {
  const std::string problem =
      fmt::format("'{}' is not a duration of Go, such as 500ms, 1s or 1h30m; there are no days", text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return {};
  if (text.empty()) return {.problem = problem};
  double sum = 0;
  while (!text.empty()) {
    const std::size_t digits = std::min(text.find_first_not_of(".0123456789"), text.size());
    double number = 0;
    const auto [last, error] = std::from_chars(text.data(), text.data() + digits, number, std::chars_format::fixed);
    if (error != std::errc() || last != text.data() + digits) return {.problem = problem};
    text.remove_prefix(digits);
    const auto* const unit =
        std::ranges::find_if(kGoUnits, [&](const auto& known) { return text.starts_with(known.first); });
    if (unit == kGoUnits.end()) return {.problem = problem};
    text.remove_prefix(unit->first.size());
    sum += number * unit->second;
  }
  if (!(sum < kTooLarge)) return {.problem = problem};
  const auto whole = static_cast<std::int64_t>(sum);
  return {.value = Nanoseconds(negative ? -whole : whole)};
}

}  // namespace workspace_exporter
