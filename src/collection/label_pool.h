#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "workspace/session.h"

namespace workspace_exporter {

/// The values of a session's labels, packed: one byte of length for each label, then the texts. Thousands of sessions
/// share one, and comparing two is comparing two strings.
class LabelSet {
 public:
  LabelSet() = default;
  explicit LabelSet(const std::array<std::string_view, kSessionLabelCount>& labels);

  std::string_view Get(SessionLabel label) const;
  auto operator<=>(const LabelSet&) const = default;
  const std::string& packed() const { return packed_; }

 private:
  std::string packed_ = std::string(kSessionLabelCount, '\0');
};

/// Keeps each label set of a listing once. Not thread-safe.
class LabelPool {
 public:
  using Index = std::uint32_t;

  /// Only the labels given are kept; of the others every session has none.
  explicit LabelPool(std::vector<SessionLabel> kept);
  LabelPool(LabelPool&&) = default;
  LabelPool& operator=(LabelPool&&) = default;
  LabelPool(const LabelPool&) = delete;
  LabelPool& operator=(const LabelPool&) = delete;

  Index Intern(const SessionRow& row);
  /// Of another pool, with the labels that were kept there.
  Index Intern(LabelSet labels);
  const LabelSet& At(Index index) const { return sets_[index]; }
  std::size_t size() const { return sets_.size(); }

 private:
  std::vector<SessionLabel> kept_;
  std::deque<LabelSet> sets_;  // whose strings do not move, so that the index below can point into them
  std::unordered_map<std::string_view, Index> index_;
};

}  // namespace workspace_exporter
