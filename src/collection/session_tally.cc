#include "collection/session_tally.h"

#include <algorithm>
#include <map>
#include <optional>

#include "collection/group_names.h"
#include "collection/session_walk.h"

namespace workspace_exporter {
namespace {

/// Where sessions of one label set are counted.
struct Counters {
  SessionCount* count;
  ServerGroupTally* group;
};

void KeepDistinct(std::vector<std::uint64_t>& hashes) {
  std::ranges::sort(hashes);
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

/// The counters of a tally, found by what a session's labels come to once its group has its name.
class TallyBuilder {
 public:
  TallyBuilder(const TallyOptions& options, const GroupNames& names) : options_(options), names_(names) {}

  /// Null where the group is not to be shown.
  const Counters* For(const Listing& listing, LabelPool::Index index) {
    auto& known = known_[&listing];
    known.resize(listing.labels.size());
    if (!known[index]) known[index] = Find(listing.labels.At(index));
    return known[index]->count != nullptr ? &*known[index] : nullptr;
  }

  SessionTally Finish() && {
    SessionTally tally;
    for (auto& [labels, count] : counts_) tally.counts.push_back(std::move(count));
    std::vector<std::uint64_t> users;
    for (auto& [group, of_group] : groups_) {
      KeepDistinct(of_group.users);
      KeepDistinct(of_group.servers);
      users.insert(users.end(), of_group.users.begin(), of_group.users.end());
      tally.groups.push_back(std::move(of_group));
    }
    KeepDistinct(users);
    tally.users = users.size();
    return tally;
  }

 private:
  Counters Find(const LabelSet& labels) {
    const std::string_view name = names_.NameFor(labels);
    if (options_.group_is_shown && !options_.group_is_shown(name)) return {nullptr, nullptr};
    std::array<std::string_view, kSessionLabelCount> values;
    for (const SessionLabel label : options_.group_by) {
      values[static_cast<std::size_t>(label)] = label == SessionLabel::kServerGroup ? name : labels.Get(label);
    }
    const LabelSet shown(values);
    const ServerGroup group{std::string(labels.Get(SessionLabel::kServerGroupId)), std::string(name)};
    return {&counts_.try_emplace(shown, SessionCount{shown, {}}).first->second,
            &groups_.try_emplace(group, ServerGroupTally{.group = group}).first->second};
  }

  const TallyOptions& options_;
  const GroupNames& names_;
  std::map<LabelSet, SessionCount> counts_;
  std::map<ServerGroup, ServerGroupTally> groups_;
  std::map<const Listing*, std::vector<std::optional<Counters>>> known_;
};

void KeepOldest(WallTime& oldest, WallTime time) {
  if (time != kNoTime && (oldest == kNoTime || time < oldest)) oldest = time;
}

void AddAges(LiveStateAges& ages, const SessionRecord& record, const TallyOptions& options, WallTime now) {
  KeepOldest(ages.oldest_start, CountsFrom(record.times));
  KeepOldest(ages.oldest_change, InStateSince(record.times));
  const WallTime since = InStateSince(record.times);
  for (const OverdueLimit& limit : options.overdue) {
    if (limit.state == record.state && since != kNoTime && now - since > limit.after) ++ages.overdue;
  }
}

}  // namespace

SessionTally TallySessions(const Listing* live, const Listing* every_state, const TallyOptions& options, WallTime now) {
  const GroupNames names = NamesOf(live, every_state);
  TallyBuilder builder(options, names);
  std::uint64_t unknown_state = 0;
  SessionWalk sessions(live, every_state);
  while (const auto session = sessions.Next()) {
    const SessionRecord& record = *session->record;
    const Counters* const counters = builder.For(*session->listing, record.labels);
    if (counters == nullptr) continue;
    const auto state = static_cast<std::size_t>(record.state);
    ++counters->count->by_state[state];
    if (record.state == SessionState::kOther) ++unknown_state;
    if (!IsLive(record.state)) continue;
    AddAges(counters->group->by_state[state], record, options, now);
    if (record.user != 0) counters->group->users.push_back(record.user);
    if (record.server != 0) counters->group->servers.push_back(record.server);
  }
  SessionTally tally = std::move(builder).Finish();
  tally.unknown_state = unknown_state;
  return tally;
}

}  // namespace workspace_exporter
