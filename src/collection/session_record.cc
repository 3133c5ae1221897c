#include "collection/session_record.h"

#include <algorithm>

namespace workspace_exporter {

bool SameRow(const SessionRecord& a, const SessionRecord& b) {
  return a.key == b.key && a.state == b.state && a.labels == b.labels && a.times == b.times;
}

SessionRecord RecordOf(const SessionRow& row, LabelPool& labels, std::uint32_t order) {
  SessionRecord record{.key = row.key,
                       .times = row.times,
                       .user = row.user,
                       .server = row.server,
                       .order = order,
                       .labels = labels.Intern(row),
                       .state = row.state};
  const WallTime start = CountsFrom(row.times);
  if (row.end != kNoTime && start != kNoTime && row.end >= start) {
    record.duration =
        static_cast<std::uint32_t>(std::min<std::int64_t>((row.end - start).count(), SessionRecord::kNoDuration - 1));
  }
  return record;
}

bool Outdates(const SessionRecord& a, const SessionRecord& b) {
  if (a.times.last_update != b.times.last_update) return a.times.last_update > b.times.last_update;
  if (IsLive(a.state) != IsLive(b.state)) return IsLive(b.state);
  return a.order > b.order;
}

WallTime CountsFrom(const SessionTimes& times) { return times.start != kNoTime ? times.start : times.pre_connect; }

WallTime InStateSince(const SessionTimes& times) {
  return times.last_update != kNoTime ? times.last_update : CountsFrom(times);
}

}  // namespace workspace_exporter
