#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "collection/label_pool.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// What tells the series of one family and project apart.
struct Series {
  LabelSet labels = {};
  std::optional<SessionState> state = {};  ///< of families that have the label
  auto operator<=>(const Series&) const = default;
};

/// The value that stands for what is folded.
inline constexpr std::string_view kFolded = "_other";

/// The same labels without a failure.
LabelSet WithoutFailure(const LabelSet& labels);

/// Holds one family of one project to so many series, and remembers those that it has shown. The rule:
///
/// - A series keeps its labels where it had them before, or where fewer than `limit` series have their own. Of series
///   that come together, those without a failure come first, then in the order given.
/// - Else its labels become _other step by step: failed_code, client_type, all further labels, the server group's two.
///   It is shown under the first step that already is such a series. Where none is, it takes the first step with room:
///   each has room for `limit` series, and the last, which are a dozen at most, for all. So new values in every
///   snapshot for ever make no more than three times `limit` series with _other, and the dozen.
/// - Once there is a series with _other, it takes whatever comes that could belong to it, even where there is room
///   again: that is how what is folded stays folded, without a list of what was. It goes with the folder.
/// - An empty failed_code stays empty: a session that did not fail is never shown as failed. A series that has no label
///   to fold is shown whatever the limit.
/// - A series with labels of its own that is absent for longer than `retention` leaves its place, and is new if it
///   comes again; without a retention it keeps it, which is what a counter needs.
///
/// Not thread-safe.
class SeriesFolder final {
 public:
  /// `labels`: those that the family has.
  SeriesFolder(std::size_t limit, const std::vector<SessionLabel>& labels, std::optional<Milliseconds> retention);

  /// Takes in the series that have a value in a new snapshot; says under which labels each is shown.
  std::vector<Series> Show(const std::vector<Series>& series, SteadyTime now);
  /// Under which labels a series that has no value is shown as 0: where it would be folded if it came. Changes nothing.
  Series WouldShow(const Series& series) const;
  /// All series that were shown and have not been absent for longer than the retention, folded ones as they are shown.
  std::set<Series> Remembered(SteadyTime now) const;

 private:
  using LastSeen = std::map<Series, SteadyTime>;
  /// One step of folding: the labels that become _other, and the series that were shown so.
  struct Step {
    std::vector<SessionLabel> labels;
    LastSeen shown = {};
  };

  /// As `series` looks at each step, nothing where that folds nothing.
  std::vector<std::optional<Series>> Folds(const Series& series) const;
  Series Admit(const Series& series, SteadyTime now);
  bool IsGone(SteadyTime last_seen, SteadyTime now) const;

  const std::size_t limit_;
  const std::optional<Milliseconds> retention_;
  LastSeen own_;  ///< series with labels of their own
  std::vector<Step> steps_;
};

/// A family's rows as they are shown: values of series that fold into one are put together by `merge(Value&, Value)`.
template <typename Value, typename Merge>
std::map<Series, Value> FoldRows(SeriesFolder& folder, const std::vector<std::pair<Series, Value>>& rows,
                                 SteadyTime now, Merge merge) {
  std::vector<Series> series;
  series.reserve(rows.size());
  for (const auto& row : rows) series.push_back(row.first);
  const std::vector<Series> shown = folder.Show(series, now);
  std::map<Series, Value> folded;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto [at, is_new] = folded.try_emplace(shown[i], rows[i].second);
    if (!is_new) merge(at->second, rows[i].second);
  }
  return folded;
}

}  // namespace workspace_exporter
