#include "config/overdue.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "config/value_parsers.h"

namespace workspace_exporter {

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

}  // namespace workspace_exporter
