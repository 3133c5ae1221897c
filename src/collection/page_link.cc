#include "collection/page_link.h"

#include <algorithm>
#include <bitset>

namespace workspace_exporter {
namespace {

/// Which keys some rows may have. Most rows of a page are in no other, and need no search.
class Keys {
 public:
  explicit Keys(std::span<const SessionRecord> rows) {
    for (const SessionRecord& row : rows) bits_.set(Place(row));
  }
  bool MayHave(const SessionRecord& row) const { return bits_.test(Place(row)); }

 private:
  static constexpr std::size_t kBits = 2048;
  static std::size_t Place(const SessionRecord& row) { return row.key.low % kBits; }

  std::bitset<kBits> bits_;
};

std::uint64_t Distance(std::uint64_t a, std::uint64_t b) { return a > b ? a - b : b - a; }

}  // namespace

std::optional<std::uint64_t> FindLink(std::span<const SessionRecord> lower, std::uint64_t lower_offset,
                                      std::span<const SessionRecord> upper, std::uint64_t upper_offset) {
  const Keys keys(upper);
  std::optional<std::uint64_t> moved;
  auto last = upper.begin();
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (!keys.MayHave(lower[i])) continue;
    const auto found = std::ranges::find_if(upper, [&](const SessionRecord& row) { return SameRow(row, lower[i]); });
    if (found == upper.end()) continue;
    if (found < last) return std::nullopt;
    last = found;
    moved = Distance(lower_offset + i, upper_offset + static_cast<std::uint64_t>(found - upper.begin()));
  }
  return moved;
}

}  // namespace workspace_exporter
