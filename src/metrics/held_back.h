#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "metrics/edition.h"

namespace workspace_exporter {

/// Series that only grow, by key. What a new one counts is held back until every scraper that is waited for has been
/// given the value that it was first shown with, so that increase() sees its first step whoever evaluates it; five
/// minutes at most from its first showing. `Value` has += and a default that counts nothing. Not thread-safe.
template <typename Key, typename Value>
class HeldBack final {
 public:
  struct Entry {
    Value shown = {};
    Value held = {};
  };

  /// Has a series of that key, with nothing counted if it is new. `last_edition`: the number of the last page that was
  /// begun; the series is not on it.
  Entry& Appear(const Key& key, std::uint64_t last_edition) {
    const auto [entry, is_new] = entries_.try_emplace(key);
    if (is_new) debuts_.emplace(key, Debut{.number = last_edition + 1});
    return entry->second;
  }
  void Add(const Key& key, const Value& more, std::uint64_t last_edition) {
    Entry& entry = Appear(key, last_edition);
    (debuts_.contains(key) ? entry.held : entry.shown) += more;
  }
  /// For series that need no 0 on the first page of all: what is counted before there is one is shown on it.
  void AddFromTheStart(const Key& key, const Value& more, std::uint64_t last_edition) {
    if (last_edition > 0) return Add(key, more, last_edition);
    Appear(key, last_edition).shown += more;
  }
  /// Those for which `is_gone(key, entry)`.
  template <typename IsGone>
  void Forget(const IsGone& is_gone) {
    std::erase_if(entries_, [&](const auto& entry) {
      if (!is_gone(entry.first, entry.second)) return false;
      debuts_.erase(entry.first);
      return true;
    });
  }
  /// Before the series are shown on a page: lets go of what need not be held back any more.
  void Begin(const Edition& edition) {
    if (edition.number == 0) return;
    for (auto next = debuts_.begin(); next != debuts_.end();) {
      const auto at = next++;
      Debut& debut = at->second;
      if (!debut.shown) debut.shown = edition.at;
      if (debut.number > edition.given && edition.at - *debut.shown < kLongest) continue;
      Entry& entry = entries_.at(at->first);
      entry.shown += std::exchange(entry.held, Value());
      debuts_.erase(at);
    }
  }
  const std::map<Key, Entry>& entries() const { return entries_; }

 private:
  static constexpr Milliseconds kLongest = std::chrono::minutes(5);

  struct Debut {
    std::uint64_t number = 0;              ///< of the first page that it can be on
    std::optional<SteadyTime> shown = {};  ///< first, on whatever page
  };

  std::map<Key, Entry> entries_;
  std::map<Key, Debut> debuts_;  ///< of those that hold back
};

}  // namespace workspace_exporter
