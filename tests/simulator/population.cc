#include "simulator/population.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "simulator/row_rendering.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::size_t kChangesKept = 200'000;

bool Before(const Entry& left, const Entry& right) {
  return left.rank != right.rank ? left.rank < right.rank : left.row->session.id < right.row->session.id;
}

RowPtr MakeRow(Session session, const Catalogue& catalogue) {
  std::string text = RenderRow(session, catalogue);
  return std::make_shared<const Row>(Row{.session = std::move(session), .json = std::move(text)});
}

}  // namespace

Population::Population(const Settings& settings, Catalogue catalogue, std::vector<Session> sessions)
    : seed_(settings.seed), order_(settings.order), catalogue_(std::move(catalogue)) {
  entries_.reserve(sessions.size());
  by_id_.reserve(sessions.size());
  for (Session& session : sessions) {
    RowPtr row = MakeRow(std::move(session), catalogue_);
    by_id_.emplace(row->session.id, row);
    entries_.push_back(MakeEntry(std::move(row)));
  }
  std::ranges::sort(entries_, Before);
}

void Population::SetOrder(Order order) {
  if (std::exchange(order_, order) == order) return;
  for (Entry& entry : entries_) entry = MakeEntry(std::move(entry.row));
  std::ranges::sort(entries_, Before);
  ++version_;
}

void Population::Put(Session session, EpochMs now) {
  session.version = version_ + 1;
  RowPtr row = MakeRow(std::move(session), catalogue_);
  Entry entry = MakeEntry(row);
  RowPtr& known = by_id_[row->session.id];
  if (known != nullptr) {
    const auto place = Place(MakeEntry(known));
    if (place->rank == entry.rank) {
      *place = std::move(entry);
    } else {
      entries_.erase(place);
      entries_.insert(Place(entry), entry);
    }
  } else {
    entries_.insert(Place(entry), entry);
  }
  known = row;
  Record(std::move(row), false, now);
}

void Population::Remove(const std::string& id, EpochMs now) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return;
  RowPtr row = found->second;
  entries_.erase(Place(MakeEntry(row)));
  by_id_.erase(found);
  Record(std::move(row), true, now);
}

RowPtr Population::Find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

Entry Population::MakeEntry(RowPtr row) const {
  const Session& session = row->session;
  const EpochMs start = session.start.at.value_or(session.pre_conn.at.value_or(0));
  std::int64_t rank = 0;
  if (order_ == Order::kNewest) rank = -start;
  if (order_ == Order::kOldest) rank = start;
  if (order_ == Order::kRandom || order_ == Order::kShuffled) {
    rank = static_cast<std::int64_t>(Random(std::hash<std::string>()(session.id) ^ seed_).Next());
  }
  const auto group = static_cast<std::uint32_t>(session.group);
  return {.row = std::move(row),
          .rank = rank,
          .start = start,
          .end = session.end.at.value_or(kNotEnded),
          .group = group,
          .state = session.state};
}

std::vector<Entry>::iterator Population::Place(const Entry& entry) {
  return std::ranges::lower_bound(entries_, entry, Before);
}

void Population::Record(RowPtr row, bool removed, EpochMs now) {
  changes_.push_back({.version = ++version_, .at = now, .row = std::move(row), .removed = removed});
  if (changes_.size() > kChangesKept) changes_.pop_front();
}

}  // namespace workspace_exporter::simulator
