#include "collection/session_record.h"

namespace workspace_exporter {

bool SameRow(const SessionRecord& a, const SessionRecord& b) {
  return a.key == b.key && a.state == b.state && a.labels == b.labels && a.times == b.times;
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
