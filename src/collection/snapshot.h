#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "collection/listing.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// The server group of a session as it is shown: an id, and the newest name that a session of that id has.
struct ServerGroup {
  std::string id;
  std::string name;
  auto operator<=>(const ServerGroup&) const = default;
};

/// How many sessions are in which state, for sessions whose labels are alike.
struct SessionCount {
  LabelSet labels = {};
  std::array<std::uint64_t, kSessionStateCount> by_state = {};
};

/// What is told of the live sessions of one server group in one live state.
struct LiveStateAges {
  WallTime oldest_start = kNoTime;
  WallTime oldest_change = kNoTime;
  std::uint64_t overdue = 0;
};

/// What is told of the live sessions of one server group.
struct ServerGroupTally {
  ServerGroup group = {};
  std::array<LiveStateAges, kLiveStates.size()> by_state = {};  ///< in the order of kLiveStates
  std::vector<std::uint64_t> users = {};                        ///< hashes of the distinct ones, in order
  std::vector<std::uint64_t> servers = {};                      ///< hashes of the distinct ones, in order
};

/// All that a scrape shows of one project's sessions: counted once from whole listings, and never changed.
struct SessionTally {
  std::vector<SessionCount> counts = {};      ///< in the order of the labels
  std::vector<ServerGroupTally> groups = {};  ///< in the order of the groups
  std::uint64_t users = 0;                    ///< distinct users with a live session in any group
  std::uint64_t unknown_state = 0;
};

/// The last whole listings of a project, and what they add up to. Shared between threads, never changed.
struct Snapshot {
  std::shared_ptr<const Listing> live = nullptr;         ///< null: none whole yet
  std::shared_ptr<const Listing> every_state = nullptr;  ///< sessions of any state; null: none whole yet
  std::shared_ptr<const SessionTally> tally = nullptr;
};

}  // namespace workspace_exporter
