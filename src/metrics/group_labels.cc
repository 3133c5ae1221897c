#include "metrics/group_labels.h"

namespace workspace_exporter {

std::vector<SessionLabel> GroupLabels() { return {SessionLabel::kServerGroup, SessionLabel::kServerGroupId}; }

LabelSet GroupLabelSet(const ServerGroup& group) {
  std::array<std::string_view, kSessionLabelCount> values;
  values[static_cast<std::size_t>(SessionLabel::kServerGroup)] = group.name;
  values[static_cast<std::size_t>(SessionLabel::kServerGroupId)] = group.id;
  return LabelSet(values);
}

}  // namespace workspace_exporter
