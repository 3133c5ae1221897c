#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "collection/label_pool.h"

namespace workspace_exporter {

/// A label set of these values; the others are empty.
inline LabelSet LabelSetOf(std::initializer_list<std::pair<SessionLabel, std::string_view>> labels) {
  std::array<std::string_view, kSessionLabelCount> values;
  for (const auto& [label, value] : labels) values[static_cast<std::size_t>(label)] = value;
  return LabelSet(values);
}

/// By the default labels; the group's id is "id-" and its name.
inline LabelSet DefaultLabels(std::string_view group, std::string_view client, std::string_view code = {}) {
  const std::string id = group == "_other" ? "_other" : "id-" + std::string(group);
  return LabelSetOf({{SessionLabel::kServerGroup, group},
                     {SessionLabel::kServerGroupId, id},
                     {SessionLabel::kClientType, client},
                     {SessionLabel::kFailedCode, code}});
}

}  // namespace workspace_exporter
