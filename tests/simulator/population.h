#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "simulator/catalogue.h"
#include "simulator/simulated_session.h"

namespace workspace_exporter::simulator {

/// A record of a session as it was at one moment, and its JSON, rendered once.
struct Row {
  Session session;
  std::string json;
};
using RowPtr = std::shared_ptr<const Row>;

/// A place in the order of the rows; carries what most filters ask, so that a filter over all rows stays in one array.
struct Entry {
  RowPtr row;
  std::int64_t rank = 0;
  EpochMs start = 0;
  EpochMs end = 0;  ///< INT64_MIN: not ended
  std::uint32_t group = 0;
  State state = State::kActive;
};
constexpr EpochMs kNotEnded = INT64_MIN;

struct Change {
  std::uint64_t version = 0;
  EpochMs at = 0;
  RowPtr row;
  bool removed = false;
};

/// All sessions, in order. Every change counts the version up by one. Not thread-safe.
class Population final {
 public:
  Population(const Settings& settings, Catalogue catalogue, std::vector<Session> sessions);

  const Catalogue& catalogue() const { return catalogue_; }
  Catalogue& catalogue() { return catalogue_; }
  const std::vector<Entry>& entries() const { return entries_; }
  std::uint64_t version() const { return version_; }
  /// The latest changes, oldest first; the first population is none.
  const std::deque<Change>& changes() const { return changes_; }

  /// Sorts anew where the order is another.
  void SetOrder(Order order);
  /// Inserts the session, or replaces the one with its id.
  void Put(Session session, EpochMs now);
  void Remove(const std::string& id, EpochMs now);
  /// nullptr where there is none.
  RowPtr Find(const std::string& id) const;

 private:
  Entry MakeEntry(RowPtr row) const;
  std::vector<Entry>::iterator Place(const Entry& entry);
  void Record(RowPtr row, bool removed, EpochMs now);

  std::uint64_t seed_;
  Order order_;
  Catalogue catalogue_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, RowPtr> by_id_;
  std::deque<Change> changes_;
  std::uint64_t version_ = 1;
};

}  // namespace workspace_exporter::simulator
