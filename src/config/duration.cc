#include "config/duration.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>

#include <fmt/format.h>

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

}  // namespace workspace_exporter
