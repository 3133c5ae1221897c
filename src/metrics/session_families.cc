#include "metrics/session_families.h"

#include <algorithm>
#include <map>
#include <utility>

namespace workspace_exporter {
namespace {

/// The same labels without a failure: what zero series are made for.
LabelSet WithoutFailure(const LabelSet& labels) {
  std::array<std::string_view, kSessionLabelCount> values;
  for (std::size_t i = 0; i < kSessionLabelCount; ++i) values[i] = labels.Get(static_cast<SessionLabel>(i));
  values[static_cast<std::size_t>(SessionLabel::kFailedCode)] = {};
  return LabelSet(values);
}

constexpr std::string_view kSessionsHelp =
    "Sessions by state, server group, client type and failure: live ones (Active, Disconnected, AppcInit) that started "
    "within live_lookback, ended, failed and other ones that started within lookback.";

}  // namespace

SessionFamilies::SessionFamilies(SessionFamilyOptions options)
    : options_(std::move(options)), memory_(options_.series_retention) {}

void SessionFamilies::AddTo(FamilySet& families, const ProjectView& view, SteadyTime now) {
  const Shown shown{IsFresh(view.snapshot.live.get(), now), IsFresh(view.snapshot.ended.get(), now)};
  if (view.snapshot.tally == nullptr || (!shown.live && !shown.ended)) return;
  const std::lock_guard lock(mutex_);
  if (std::exchange(last_seen_, view.snapshot.tally) != view.snapshot.tally) memory_.See(*view.snapshot.tally, now);
  AddSessions(families, *view.snapshot.tally, shown);
  if (shown.live) AddAges(families, *view.snapshot.tally);
  if (shown.ended) {
    families
        .Gauge("sessions_of_unknown_state", "Sessions in a state that the API does not document, counted as _other.")
        .Add({{"project", options_.project}}, static_cast<double>(view.snapshot.tally->unknown_state));
  }
}

bool SessionFamilies::IsFresh(const Listing* listing, SteadyTime now) const {
  return listing != nullptr && now - listing->completed <= options_.max_staleness;
}

void SessionFamilies::AddSessions(FamilySet& families, const SessionTally& tally, Shown shown) const {
  // Every combination to show, with the states that have to be shown although nothing may be in them.
  std::map<LabelSet, std::array<bool, kSessionStateCount>> states;
  for (const auto& [labels, seen] : memory_.combinations()) {
    auto& own = states[labels];
    for (std::size_t state = 0; state < kSessionStateCount; ++state) own[state] = own[state] || seen[state].has_value();
    auto& base = states[WithoutFailure(labels)];
    for (std::size_t state = 0; state < kSessionStateCount; ++state) {
      base[state] = base[state] || state != static_cast<std::size_t>(SessionState::kOther);
    }
  }
  FamilyWriter sessions = families.Gauge("sessions", kSessionsHelp);
  for (const auto& [labels, shown_states] : states) {
    const auto count = std::ranges::lower_bound(tally.counts, labels, {}, &SessionCount::labels);
    const bool has_sessions = count != tally.counts.end() && count->labels == labels;
    for (std::size_t i = 0; i < kSessionStateCount; ++i) {
      const auto state = static_cast<SessionState>(i);
      if (!shown_states[i] || !shown.Of(state)) continue;
      std::vector<LabelPair> pairs = {{"project", options_.project}, {"session_state", Name(state)}};
      for (const SessionLabel label : options_.group_by) pairs.emplace_back(Name(label), labels.Get(label));
      sessions.Add(pairs, has_sessions ? static_cast<double>(count->by_state[i]) : 0);
    }
  }
}

void SessionFamilies::AddAges(FamilySet& families, const SessionTally& tally) const {
  FamilyWriter starts = families.Gauge("oldest_session_start_timestamp_seconds",
                                       "When the live session of a server group that started first did so.");
  FamilyWriter changes =
      families.Gauge("oldest_state_change_timestamp_seconds",
                     "When the live session of a server group that is longest in its state came to it.");
  FamilyWriter overdue =
      families.Gauge("sessions_overdue", "Live sessions that are longer in their state than --overdue says.");
  std::map<ServerGroup, ServerGroupAges> groups;
  for (const auto& [group, last_seen] : memory_.groups()) groups[group];
  for (const ServerGroupAges& ages : tally.groups) groups[ages.group] = ages;

  for (const auto& [group, ages] : groups) {
    for (std::size_t i = 0; i < kLiveStates.size(); ++i) {
      const LiveStateAges& of_state = ages.by_state[i];
      const std::vector<LabelPair> pairs = {{"project", options_.project},
                                            {"server_group", group.name},
                                            {"server_group_id", group.id},
                                            {"session_state", Name(kLiveStates[i])}};
      if (of_state.oldest_start != kNoTime) starts.Add(pairs, ToUnixSeconds(of_state.oldest_start));
      if (of_state.oldest_change != kNoTime) changes.Add(pairs, ToUnixSeconds(of_state.oldest_change));
      const auto has_limit = [&](const OverdueLimit& limit) { return limit.state == kLiveStates[i]; };
      if (std::ranges::any_of(options_.overdue, has_limit)) overdue.Add(pairs, static_cast<double>(of_state.overdue));
    }
  }
}

}  // namespace workspace_exporter
