#include "collection/session_events.h"

#include <utility>

#include "collection/group_names.h"
#include "collection/listing_lookup.h"
#include "collection/session_walk.h"

namespace workspace_exporter {
namespace {

constexpr std::array kEventLabels = {SessionLabel::kServerGroupId, SessionLabel::kClientType,
                                     SessionLabel::kFailedCode};

/// The counts of each label set of a listing, found by its index.
class EventIndex {
 public:
  EventIndex(const GroupNames& names, const TallyOptions& options, SessionEvents& events)
      : names_(names), options_(options), events_(events) {}

  /// Null where the group is not to be shown.
  EventCounts* For(const WalkedSession& session) {
    auto& known = known_[session.listing];
    known.resize(session.listing->labels.size());
    auto& [is_known, counts] = known[session.record->labels];
    if (!std::exchange(is_known, true)) counts = Find(session.listing->labels.At(session.record->labels));
    return counts;
  }

 private:
  EventCounts* Find(const LabelSet& labels) {
    const std::string_view name = names_.NameFor(labels);
    if (options_.group_is_shown && !options_.group_is_shown(name)) return nullptr;
    std::array<std::string_view, kSessionLabelCount> values;
    for (const SessionLabel label : kEventLabels) values[static_cast<std::size_t>(label)] = labels.Get(label);
    values[static_cast<std::size_t>(SessionLabel::kServerGroup)] = name;
    return &events_[LabelSet(values)];
  }

  const GroupNames& names_;
  const TallyOptions& options_;
  SessionEvents& events_;
  std::map<const Listing*, std::vector<std::pair<bool, EventCounts*>>> known_;
};

/// Whether the user has got into the session at some time.
bool WasConnected(SessionState state) {
  return state == SessionState::kActive || state == SessionState::kDisconnected || state == SessionState::kSignedOut;
}

bool HasDuration(const SessionRecord& record) {
  return record.state == SessionState::kSignedOut && record.duration != SessionRecord::kNoDuration;
}

/// Whether a session that is in neither listing any more has ended: it was live, and started before what the listing
/// of ended sessions shows, but not before what the live one does.
bool HasLeft(const SessionRecord& before, const Snapshot& after) {
  const bool was_in = before.state == SessionState::kActive || before.state == SessionState::kDisconnected;
  return was_in && StartedSince(before, after.live->query.begin) &&
         !StartedSince(before, after.every_state->query.begin);
}

/// `before` is null for a session that is seen for the first time.
void Count(const SessionRecord* before, const SessionRecord& now, EventCounts& counts) {
  if (before == nullptr) ++counts.started;
  const auto reached = [&](SessionState state) {
    return now.state == state && (before == nullptr || before->state != state);
  };
  if (reached(SessionState::kSignedOut)) ++counts.ended;
  if (reached(SessionState::kInitFail)) ++counts.failed;
  if (HasDuration(now) && (before == nullptr || !HasDuration(*before))) counts.durations.push_back(now.duration);
  const bool connects = WasConnected(now.state) && (before == nullptr || !WasConnected(before->state));
  if (connects && now.times.start != kNoTime && now.times.pre_connect != kNoTime) {
    counts.connect_times.push_back((now.times.start - now.times.pre_connect).count());
  }
}

}  // namespace

SessionEvents FindEvents(const Snapshot& before, const Snapshot& after, const TallyOptions& options) {
  SessionEvents events;
  const GroupNames names = NamesOf(after.live.get(), after.every_state.get());
  EventIndex index(names, options, events);
  const bool counting_begins = before.live == nullptr || before.every_state == nullptr;
  SessionWalk known(before.live.get(), before.every_state.get(), SessionWalk::Which::kEvery);
  SessionWalk sessions(after.live.get(), after.every_state.get());
  auto old = known.Next();
  const auto pass_by = [&] {
    EventCounts* const counts = HasLeft(*old->record, after) ? index.For(*old) : nullptr;
    if (counts != nullptr && !counting_begins) ++counts->ended;
    old = known.Next();
  };
  while (const auto session = sessions.Next()) {
    EventCounts* const counts = index.For(*session);
    while (old && old->record->key < session->record->key) pass_by();
    const bool was_there = old && old->record->key == session->record->key;
    if (counts != nullptr && !counting_begins) Count(was_there ? old->record : nullptr, *session->record, *counts);
    if (was_there) old = known.Next();
  }
  while (old) pass_by();
  return events;
}

}  // namespace workspace_exporter
