#include "landing/group_rows.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

namespace workspace_exporter {

using StateCounts = std::array<std::uint64_t, kSessionStateCount>;

namespace {

void Add(StateCounts& sum, const StateCounts& more) { std::ranges::transform(sum, more, sum.begin(), std::plus()); }

}  // namespace

StateCounts SumByState(const SessionTally& tally) {
  StateCounts sum = {};
  for (const SessionCount& count : tally.counts) Add(sum, count.by_state);
  return sum;
}

std::vector<GroupRow> GroupRows(const SessionTally& tally, GroupOrder order) {
  std::map<ServerGroup, GroupRow> by_group;
  const auto row_of = [&by_group](const ServerGroup& group) -> GroupRow& {
    return by_group.try_emplace(group, GroupRow{.group = group}).first->second;
  };
  for (const SessionCount& count : tally.counts) {
    const ServerGroup group{.id = std::string(count.labels.Get(SessionLabel::kServerGroupId)),
                            .name = std::string(count.labels.Get(SessionLabel::kServerGroup))};
    Add(row_of(group).by_state, count.by_state);
  }
  for (const ServerGroupTally& use : tally.groups) {
    GroupRow& row = row_of(use.group);
    row.users = use.users.size();
    row.servers = use.servers.size();
  }
  std::vector<GroupRow> rows;
  rows.reserve(by_group.size());
  for (auto& [group, row] : by_group) rows.push_back(std::move(row));
  std::ranges::sort(rows, [order](const GroupRow& a, const GroupRow& b) {
    const std::uint64_t in_a = FigureIn(a, order.by);
    const std::uint64_t in_b = FigureIn(b, order.by);
    if (in_a != in_b) return order.descending ? in_a > in_b : in_a < in_b;
    const bool backwards = order.by == GroupColumn::kName && order.descending;
    return std::tie((backwards ? b : a).group.name, a.group.id) < std::tie((backwards ? a : b).group.name, b.group.id);
  });
  return rows;
}

SessionState StateOf(GroupColumn column) {
  switch (column) {
    case GroupColumn::kActive: return SessionState::kActive;
    case GroupColumn::kDisconnected: return SessionState::kDisconnected;
    case GroupColumn::kAppcInit: return SessionState::kAppcInit;
    case GroupColumn::kSignedOut: return SessionState::kSignedOut;
    case GroupColumn::kInitFail: return SessionState::kInitFail;
    default: return SessionState::kOther;
  }
}

std::uint64_t FigureIn(const GroupRow& row, GroupColumn column) {
  switch (column) {
    case GroupColumn::kName: return 0;
    case GroupColumn::kUsers: return row.users;
    case GroupColumn::kServers: return row.servers;
    default: return row.by_state[static_cast<std::size_t>(StateOf(column))];
  }
}

}  // namespace workspace_exporter
