#include "metrics/group_ages.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "metrics/group_labels.h"

namespace workspace_exporter {
namespace {

/// The value of each group and live state that has one.
template <typename Value>
std::vector<std::pair<Series, Value>> Rows(const SessionTally& tally, Value LiveStateAges::*value, Value none) {
  std::vector<std::pair<Series, Value>> rows;
  for (const ServerGroupTally& ages : tally.groups) {
    for (std::size_t i = 0; i < kLiveStates.size(); ++i) {
      const Value of_state = ages.by_state[i].*value;
      if (of_state != none) rows.push_back({{GroupLabelSet(ages.group), kLiveStates[i]}, of_state});
    }
  }
  return rows;
}

void KeepOlder(WallTime& oldest, WallTime time) { oldest = std::min(oldest, time); }
void Sum(std::uint64_t& sum, std::uint64_t more) { sum += more; }

template <typename Value, typename ToNumber>
void AddRows(FamilyWriter family, const std::string& project, const std::map<Series, Value>& rows, ToNumber to_number) {
  std::vector<LabelPair> pairs;
  for (const auto& [series, value] : rows) {
    pairs = {{"project", project},
             {"server_group", series.labels.Get(SessionLabel::kServerGroup)},
             {"server_group_id", series.labels.Get(SessionLabel::kServerGroupId)},
             {"session_state", Name(*series.state)}};
    family.Add(pairs, to_number(value));
  }
}

}  // namespace

GroupAges::GroupAges(std::size_t limit, std::vector<OverdueLimit> overdue, Milliseconds retention)
    : limits_(std::move(overdue)),
      start_folder_(limit, GroupLabels(), retention),
      change_folder_(limit, GroupLabels(), retention),
      overdue_folder_(limit, GroupLabels(), retention),
      group_folder_(limit, GroupLabels(), retention) {}

void GroupAges::See(const SessionTally& tally, SteadyTime now) {
  starts_ = FoldRows(start_folder_, Rows(tally, &LiveStateAges::oldest_start, kNoTime), now, KeepOlder);
  changes_ = FoldRows(change_folder_, Rows(tally, &LiveStateAges::oldest_change, kNoTime), now, KeepOlder);
  overdue_ = FoldRows(overdue_folder_, Rows(tally, &LiveStateAges::overdue, std::uint64_t{0}), now, Sum);
  AddZeros(tally, now);
}

void GroupAges::AddZeros(const SessionTally& tally, SteadyTime now) {
  std::vector<Series> groups;
  for (const ServerGroupTally& ages : tally.groups) groups.push_back({GroupLabelSet(ages.group), {}});
  group_folder_.Show(groups, now);
  for (const Series& group : group_folder_.Remembered(now)) {
    for (const OverdueLimit& limit : limits_) {
      overdue_.try_emplace(overdue_folder_.WouldShow({group.labels, limit.state}), 0);
    }
  }
}

void GroupAges::AddTo(FamilySet& families, const std::string& project) const {
  AddRows(families.Gauge("oldest_session_start_timestamp_seconds",
                         "When the live session of a server group that started first did so."),
          project, starts_, ToUnixSeconds);
  AddRows(families.Gauge("oldest_state_change_timestamp_seconds",
                         "When the live session of a server group that is longest in its state came to it."),
          project, changes_, ToUnixSeconds);
  AddRows(families.Gauge("sessions_overdue", "Live sessions that are longer in their state than --overdue says."),
          project, overdue_, [](std::uint64_t sessions) { return static_cast<double>(sessions); });
}

}  // namespace workspace_exporter
