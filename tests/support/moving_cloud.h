#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <random>
#include <tuple>
#include <vector>

#include "workspace/page_reader.h"

namespace workspace_exporter {

/// A Workspace API in memory, on a test's own time: sessions that start, end and fail, listed in one of several orders
/// and in either reading of query_end_time. What it holds is the oracle. Thread-safe.
class MovingCloud final : public PageReader {
 public:
  enum class Order : std::uint8_t { kNewest, kOldest, kRandom };
  enum class Reading : std::uint8_t { kStart, kEnd };

  MovingCloud(Order order, Reading reading) : order_(order), reading_(reading) {}

  Result<SessionPage> Read(const ListQuery& query, PageRange range) override {
    const std::lock_guard lock(mutex_);
    if (++requests == fail_at) return Error{ErrorKind::kServer, "status 503"};
    const std::vector<std::size_t>& found = Find(query);
    SessionPage page{.count = found.size() + (range.limit == 1 ? count_of_one_is_off_by : 0)};
    for (std::uint64_t i = range.offset; i < std::min<std::uint64_t>(range.offset + range.limit, found.size()); ++i) {
      page.rows.push_back(rows_[found[i]]);
    }
    if (change_every > 0 && requests % change_every == 0) change();
    return page;
  }

  void Start(SessionState state, WallTime at) {
    ++version_;
    SessionRow row;
    row.key = {.high = ++last_id_ * 0x9E3779B97F4A7C15U, .low = last_id_};
    row.state = state;
    row.times = {.start = at, .pre_connect = at, .last_update = at};
    if (!IsLive(state)) row.end = at;
    rows_.push_back(row);
  }
  void Move(SessionRow& row, SessionState state, WallTime at) {
    ++version_;
    row.state = state;
    row.times.last_update = at;
    if (!IsLive(state)) row.end = at;
  }
  /// Moves up to so many sessions of a state, picked at random.
  void MoveSome(SessionState from, SessionState to, std::size_t count, WallTime at, std::mt19937& random) {
    std::vector<SessionRow*> some;
    for (SessionRow& row : rows_) {
      if (row.state == from) some.push_back(&row);
    }
    std::ranges::shuffle(some, random);
    for (std::size_t i = 0; i < std::min(count, some.size()); ++i) Move(*some[i], to, at);
  }
  /// Forgets one of that state.
  void Remove(SessionState state) {
    ++version_;
    Settle();
    rows_.erase(std::ranges::find(rows_, state, &SessionRow::state));
    settled_ = rows_.size();
  }
  /// How many sessions there are in each state; ended ones that started since then.
  std::array<std::uint64_t, kSessionStateCount> Truth(WallTime since) const {
    std::array<std::uint64_t, kSessionStateCount> counts = {};
    for (const SessionRow& row : rows_) {
      if (IsLive(row.state) || row.times.start >= since) ++counts[static_cast<std::size_t>(row.state)];
    }
    return counts;
  }
  std::vector<SessionRow>& rows() {
    Settle();
    return rows_;
  }

  std::uint64_t requests = 0;
  std::uint64_t fail_at = 0;                 ///< the number of the request that fails; 0: none
  std::uint64_t count_of_one_is_off_by = 0;  ///< where a page of one row is asked for
  std::uint64_t change_every = 0;            ///< requests between two calls of `change`; 0: never
  std::function<void()> change = {};

 private:
  std::int64_t Rank(const SessionRow& row) const {
    if (order_ == Order::kRandom) return static_cast<std::int64_t>(row.key.high);
    const auto start = row.times.start.time_since_epoch().count();
    return order_ == Order::kNewest ? -start : start;
  }
  /// Puts those that have started since the last time into their places.
  void Settle() {
    const auto before = [this](const SessionRow& a, const SessionRow& b) { return Rank(a) < Rank(b); };
    const auto first_new = rows_.begin() + static_cast<std::ptrdiff_t>(settled_);
    std::sort(first_new, rows_.end(), before);
    std::inplace_merge(rows_.begin(), first_new, rows_.end(), before);
    settled_ = rows_.size();
  }
  /// Kept from page to page of one listing.
  const std::vector<std::size_t>& Find(const ListQuery& query) {
    const auto asked = std::tuple(version_, query.begin, query.end, query.states);
    if (asked_ == asked) return found_;
    asked_ = asked;
    found_.clear();
    Settle();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (Matches(rows_[i], query)) found_.push_back(i);
    }
    return found_;
  }
  bool Matches(const SessionRow& row, const ListQuery& query) const {
    if (row.times.start < query.begin) return false;
    if (reading_ == Reading::kStart && row.times.start > query.end) return false;
    if (reading_ == Reading::kEnd && row.end != kNoTime && row.end > query.end) return false;
    return query.states.empty() || std::ranges::find(query.states, row.state) != query.states.end();
  }

  const Order order_;
  const Reading reading_;
  std::mutex mutex_;
  std::vector<SessionRow> rows_;
  std::size_t settled_ = 0;  // so many of the rows are in their places
  std::uint64_t last_id_ = 0;
  std::uint64_t version_ = 1;
  std::tuple<std::uint64_t, WallTime, WallTime, std::vector<SessionState>> asked_ = {};
  std::vector<std::size_t> found_;
};

}  // namespace workspace_exporter
