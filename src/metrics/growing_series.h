#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "metrics/edition.h"
#include "metrics/family_set.h"
#include "metrics/held_back.h"
#include "metrics/series_folder.h"

namespace workspace_exporter {

/// The series of a family that only grow; HeldBack says when a new one takes its value. `Value` has +=, == and a
/// default that counts nothing. Those that have counted stay as long as the program runs; the others are shown as 0
/// while a snapshot has them, and take no place of the limit. Not thread-safe.
template <typename Value>
class GrowingSeries final {
 public:
  /// `labels`: those that the family has beside project.
  GrowingSeries(std::size_t limit, std::vector<SessionLabel> labels)
      : labels_(std::move(labels)), folder_(limit, labels_, /*retention=*/{}) {}

  /// What a new snapshot brings, by label sets that may have more labels than the family. `last_edition`: see HeldBack.
  void Grow(const std::vector<std::pair<LabelSet, Value>>& growth, std::uint64_t last_edition, SteadyTime now) {
    std::map<Series, Value> narrowed;
    for (const auto& [labels, value] : growth) narrowed[{Narrowed(labels), {}}] += value;
    std::vector<std::pair<Series, Value>> rows;
    std::ranges::copy_if(narrowed, std::back_inserter(rows), [](const auto& row) { return row.second != Value(); });
    const auto sum = [](Value& total, const Value& more) { total += more; };
    for (const auto& [series, value] : FoldRows(folder_, rows, now, sum)) series_.Add(series, value, last_edition);
    std::set<Series> there;
    for (const auto& row : narrowed) there.insert(folder_.WouldShow(row.first));
    for (const Series& series : there) series_.Appear(series, last_edition);
    series_.Forget([&](const Series& series, const auto& entry) {
      return entry.shown == Value() && entry.held == Value() && !there.contains(series);
    });
  }

  /// Calls `add` with the labels and the value of each series, as that page shows them.
  template <typename Add>
  void Show(const std::string& project, const Edition& edition, const Add& add) {
    series_.Begin(edition);
    for (const auto& [series, entry] : series_.entries()) {
      std::vector<LabelPair> pairs = {{"project", project}};
      for (const SessionLabel label : labels_) pairs.emplace_back(Name(label), series.labels.Get(label));
      add(pairs, entry.shown);
    }
  }

 private:
  LabelSet Narrowed(const LabelSet& labels) const {
    std::array<std::string_view, kSessionLabelCount> values;
    for (const SessionLabel label : labels_) values[static_cast<std::size_t>(label)] = labels.Get(label);
    return LabelSet(values);
  }

  const std::vector<SessionLabel> labels_;
  SeriesFolder folder_;
  HeldBack<Series, Value> series_;
};

/// How many observations are in which bucket, and their sum.
struct Observations {
  std::vector<std::uint64_t> buckets = {};  ///< not cumulative, the last one up to infinity; empty: no observation
  double sum = 0;

  Observations& operator+=(const Observations& more);
  bool operator==(const Observations&) const = default;
};

using GrowingCounters = GrowingSeries<std::uint64_t>;
using GrowingHistograms = GrowingSeries<Observations>;

/// Puts a value, which may not be negative, into the bucket that it belongs to. `edges` are the buckets' upper bounds.
void Observe(Observations& observations, const std::vector<double>& edges, double value);

}  // namespace workspace_exporter
