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

#include "metrics/family_set.h"
#include "metrics/series_folder.h"

namespace workspace_exporter {

/// The series of a family that only grow. One that is new is shown as 0 first and takes its value with the next
/// snapshot, so that Prometheus' increase() sees its first step; those of the first snapshot are 0 anyway. `Value` has
/// +=, == and a default that counts nothing. Those that have counted stay as long as the program runs; the others are
/// shown as 0 while a snapshot has them, and take no place of the limit. Not thread-safe.
template <typename Value>
class GrowingSeries final {
 public:
  /// `labels`: those that the family has beside project.
  GrowingSeries(std::size_t limit, std::vector<SessionLabel> labels)
      : labels_(std::move(labels)), folder_(limit, labels_, /*retention=*/{}) {}

  const std::vector<SessionLabel>& labels() const { return labels_; }

  /// What a new snapshot brings, by label sets that may have more labels than the family.
  void Grow(const std::vector<std::pair<LabelSet, Value>>& growth, SteadyTime now) {
    for (auto& [series, entry] : entries_) entry.shown += std::exchange(entry.held_back, Value());
    std::map<Series, Value> narrowed;
    for (const auto& [labels, value] : growth) narrowed[{Narrowed(labels), {}}] += value;
    std::vector<std::pair<Series, Value>> rows;
    std::ranges::copy_if(narrowed, std::back_inserter(rows), [](const auto& row) { return row.second != Value(); });
    const auto sum = [](Value& total, const Value& more) { total += more; };
    for (const auto& [series, value] : FoldRows(folder_, rows, now, sum)) {
      const auto [entry, is_new] = entries_.try_emplace(series);
      const bool was_shown = !is_new || zeros_.contains(series);
      (was_shown ? entry->second.shown : entry->second.held_back) += value;
    }
    zeros_.clear();
    for (const auto& row : narrowed) zeros_.insert(folder_.WouldShow(row.first));
    std::erase_if(zeros_, [this](const Series& series) { return entries_.contains(series); });
  }

  /// Calls `add` with the labels and the value of each series.
  template <typename Add>
  void ForEach(const std::string& project, const Add& add) const {
    const auto add_one = [&](const Series& series, const Value& value) {
      std::vector<LabelPair> pairs = {{"project", project}};
      for (const SessionLabel label : labels_) pairs.emplace_back(Name(label), series.labels.Get(label));
      add(pairs, value);
    };
    for (const auto& [series, entry] : entries_) add_one(series, entry.shown);
    for (const Series& series : zeros_) add_one(series, Value());
  }

 private:
  struct Entry {
    Value shown = {};
    Value held_back = {};
  };

  LabelSet Narrowed(const LabelSet& labels) const {
    std::array<std::string_view, kSessionLabelCount> values;
    for (const SessionLabel label : labels_) values[static_cast<std::size_t>(label)] = labels.Get(label);
    return LabelSet(values);
  }

  const std::vector<SessionLabel> labels_;
  SeriesFolder folder_;
  std::map<Series, Entry> entries_;
  std::set<Series> zeros_;  ///< of the last snapshot, that have counted nothing
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
