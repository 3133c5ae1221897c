#include "exposition/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace workspace_exporter {
namespace {

template <typename Number, typename... Form>
void Append(std::string& out, Number number, Form... form) {
  std::array<char, 32> digits{};  // the shortest form of a double has at most 24
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, form...);
  out.append(digits.data(), end);
}

/// False, and nothing appended, for a finite number.
bool AppendNotFinite(std::string& out, double value) {
  if (std::isfinite(value)) return false;
  out += std::isnan(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  return true;
}

}  // namespace

void AppendNumber(std::string& out, double value) {
  constexpr double kExact = 9007199254740992;  // 2^53: up to here every whole number is a double
  if (std::abs(value) <= kExact && std::trunc(value) == value) {
    Append(out, static_cast<std::int64_t>(value));
  } else if (!AppendNotFinite(out, value)) {
    Append(out, value);
  }
}

void AppendCount(std::string& out, std::uint64_t count) { Append(out, count); }

void AppendBound(std::string& out, double value, bool as_float) {
  if (AppendNotFinite(out, value)) return;
  const std::size_t start = out.size();
  const double magnitude = std::abs(value);
  const bool fixed = magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e6);
  Append(out, value, fixed ? std::chars_format::fixed : std::chars_format::scientific);
  if (as_float && std::string_view(out).substr(start).find_first_of(".e") == std::string_view::npos) out += ".0";
}

}  // namespace workspace_exporter
