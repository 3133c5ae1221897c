#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "workspace/list_query.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// A list of sessions in memory that a test can move between two pages. Its own idea of what is in it is the oracle.
class MovingList {
 public:
  explicit MovingList(std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) Push(rows_.end());
  }

  SessionPage Page(PageRange range) const {
    SessionPage page{.count = rows_.size()};
    for (std::uint64_t i = range.offset; i < std::min<std::uint64_t>(range.offset + range.limit, rows_.size()); ++i) {
      page.rows.push_back(rows_[i]);
    }
    return page;
  }

  void InsertFront(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) Push(rows_.begin());
  }
  void InsertBack(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) Push(rows_.end());
  }
  void RemoveFront(std::size_t n) {
    rows_.erase(rows_.begin(), rows_.begin() + std::ptrdiff_t(std::min(n, rows_.size())));
  }
  void RemoveBack(std::size_t n) { rows_.erase(rows_.end() - std::ptrdiff_t(std::min(n, rows_.size())), rows_.end()); }
  void RemoveAt(std::size_t at) { rows_.erase(rows_.begin() + std::ptrdiff_t(at)); }
  /// A session whose record changes, and which therefore goes to the front.
  void Update(std::size_t at) {
    SessionRow row = rows_[at];
    RemoveAt(at);
    row.times.last_update = WallTime(Milliseconds(++changes_));
    rows_.insert(rows_.begin(), row);
  }
  template <typename Random>
  void Shuffle(Random& random) {
    std::shuffle(rows_.begin(), rows_.end(), random);
  }

  const std::vector<SessionRow>& rows() const { return rows_; }

 private:
  void Push(std::vector<SessionRow>::iterator at) {
    SessionRow row;
    row.key = {.high = ++last_id_ * 0x9E3779B97F4A7C15U, .low = last_id_};
    row.state = SessionState::kActive;
    rows_.insert(at, row);
  }

  std::vector<SessionRow> rows_;
  std::uint64_t last_id_ = 0;
  std::int64_t changes_ = 0;
};

}  // namespace workspace_exporter
