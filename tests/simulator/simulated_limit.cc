#include "simulator/simulated_limit.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "simulator/signature.h"

namespace workspace_exporter::simulator {
namespace {

struct LimitUnit {
  char letter;
  double seconds;
  std::string_view word;
};
constexpr LimitUnit kLimitUnits[] = {{'s', 1, "second"}, {'m', 60, "minute"}, {'h', 3600, "hour"}};

/// A whole number above 0, taken off the text.
std::int64_t TakeNumber(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 1) throw std::invalid_argument("limit: not of the form 5/1s, 200/5m or 100/1h");
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

}  // namespace

WrittenLimit ParseLimit(std::string_view text) {
  const std::int64_t requests = TakeNumber(text);
  text = text.starts_with('/') ? text.substr(1) : "";
  const std::int64_t span = TakeNumber(text);
  const auto* unit = std::ranges::find_if(
      kLimitUnits, [text](const LimitUnit& known) { return text.size() == 1 && text.front() == known.letter; });
  if (unit == std::end(kLimitUnits)) throw std::invalid_argument("limit: the unit is none of s, m, h");
  return {.limit = {.requests = requests, .seconds = static_cast<double>(span) * unit->seconds},
          .words = fmt::format("limit:{},time:{} {}", requests, span, unit->word)};
}

std::string CountedParty(std::string_view policy, const Request& request) {
  if (policy == "ip") return request.client;
  return policy == "api" ? "" : AccessOf(request);
}

std::string ThrottlingMessage(std::string_view policy, std::string_view words) {
  return fmt::format("The throttling threshold has been reached: policy {} over ratelimit,{}", policy, words);
}

}  // namespace workspace_exporter::simulator
