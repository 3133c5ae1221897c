#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "collection/snapshot.h"

namespace workspace_exporter {

/// One server group in the table: how many sessions it has in each state, over all its other labels.
struct GroupRow {
  ServerGroup group = {};
  std::array<std::uint64_t, kSessionStateCount> by_state = {};
  std::uint64_t users = 0;    ///< distinct ones with a live session
  std::uint64_t servers = 0;  ///< distinct ones with a live session
};

/// What the table can be sorted by.
enum class GroupColumn : std::uint8_t {
  kName,
  kActive,
  kDisconnected,
  kAppcInit,
  kSignedOut,
  kInitFail,
  kUsers,
  kServers
};
inline constexpr std::size_t kGroupColumnCount = 8;

struct GroupOrder {
  GroupColumn by = GroupColumn::kName;
  bool descending = false;
  bool operator==(const GroupOrder&) const = default;
};

/// Sessions by state, over all groups.
std::array<std::uint64_t, kSessionStateCount> SumByState(const SessionTally& tally);
/// Each group once, in that order; those that are equal in it by name.
std::vector<GroupRow> GroupRows(const SessionTally& tally, GroupOrder order);
/// The state that a column counts; kOther for the columns that count none.
SessionState StateOf(GroupColumn column);
/// The figure that a row has in a column; 0 for the name.
std::uint64_t FigureIn(const GroupRow& row, GroupColumn column);

}  // namespace workspace_exporter
