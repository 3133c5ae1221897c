#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "landing/project_status.h"

namespace workspace_exporter {

using StateCounts = std::array<std::uint64_t, kSessionStateCount>;

/// The sessions of a group, which has a user and a server for each that is Active.
struct GroupOfSessions {
  ServerGroup group;
  StateCounts by_state;
};

inline LabelSet LabelsOf(const ServerGroup& group, std::string_view client_type = "") {
  std::array<std::string_view, kSessionLabelCount> labels;
  labels[static_cast<std::size_t>(SessionLabel::kServerGroup)] = group.name;
  labels[static_cast<std::size_t>(SessionLabel::kServerGroupId)] = group.id;
  labels[static_cast<std::size_t>(SessionLabel::kClientType)] = client_type;
  return LabelSet(labels);
}

inline std::shared_ptr<const SessionTally> TallyOf(const std::vector<GroupOfSessions>& groups) {
  SessionTally tally;
  for (const auto& [group, by_state] : groups) {
    tally.counts.push_back({.labels = LabelsOf(group), .by_state = by_state});
    const std::vector<std::uint64_t> hashes(by_state[0], 1);
    tally.groups.push_back({.group = group, .by_state = {}, .users = hashes, .servers = hashes});
  }
  return std::make_shared<const SessionTally>(std::move(tally));
}

/// A project that is well, of `count` groups named g000, g001, and so on, the first with one Active session more than
/// the second.
inline ProjectStatus ProjectOfGroups(const std::string& name, std::size_t count) {
  std::vector<GroupOfSessions> groups;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(1000 + i).substr(1);
    groups.push_back({.group = {.id = "id" + number, .name = "g" + number}, .by_state = {count - i, 0, 0, i, 0, 0}});
  }
  using std::chrono::seconds;
  return {.name = name,
          .up = true,
          .live_age = seconds(3),
          .ended_age = seconds(4),
          .max_staleness = seconds(300),
          .tally = TallyOf(groups)};
}

inline std::size_t CountOf(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

inline bool Has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace workspace_exporter
