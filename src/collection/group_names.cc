#include "collection/group_names.h"

namespace workspace_exporter {

void GroupNames::See(const LabelSet& labels, WallTime last_update) {
  const std::string_view id = labels.Get(SessionLabel::kServerGroupId);
  const std::string_view name = labels.Get(SessionLabel::kServerGroup);
  if (id.empty() || name.empty()) return;
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) {
    by_id_.emplace(id, Named{std::string(name), last_update});
  } else if (last_update >= found->second.last_update) {
    found->second = {std::string(name), last_update};
  }
}

std::string_view GroupNames::NameFor(const LabelSet& labels) const {
  const auto found = by_id_.find(labels.Get(SessionLabel::kServerGroupId));
  return found == by_id_.end() ? labels.Get(SessionLabel::kServerGroup) : std::string_view(found->second.name);
}

GroupNames NamesOf(const Listing* live, const Listing* every_state) {
  GroupNames names;
  SessionWalk sessions(live, every_state);
  while (const auto session = sessions.Next()) {
    names.See(session->listing->labels.At(session->record->labels), session->record->times.last_update);
  }
  return names;
}

}  // namespace workspace_exporter
