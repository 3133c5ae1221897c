#include "collection/page_link.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

std::uint64_t Distance(std::uint64_t a, std::uint64_t b) { return a > b ? a - b : b - a; }

}  // namespace

std::optional<std::uint64_t> FindLink(std::span<const SessionRecord> lower, std::uint64_t lower_offset,
                                      std::span<const SessionRecord> upper, std::uint64_t upper_offset) {
  std::optional<std::uint64_t> moved;
  auto last = upper.begin();
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto found = std::ranges::find_if(upper, [&](const SessionRecord& row) { return SameRow(row, lower[i]); });
    if (found == upper.end()) continue;
    if (found < last) return std::nullopt;
    last = found;
    moved = Distance(lower_offset + i, upper_offset + static_cast<std::uint64_t>(found - upper.begin()));
  }
  return moved;
}

}  // namespace workspace_exporter
