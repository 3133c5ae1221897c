#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "collection/snapshot.h"

namespace workspace_exporter {

/// A collection that failed, in words for people: no secret, no person.
struct FailureInWords {
  std::string message = {};
  std::string hint = {};  ///< what it usually comes of; empty: not known
  std::chrono::seconds ago = {};
};

/// What the landing page tells of one project, as it was at one moment.
struct ProjectStatus {
  std::string name = {};
  bool up = false;                                               ///< the last finished collection succeeded
  bool collecting = false;                                       ///< one is under way
  std::uint64_t pages_read = 0;                                  ///< by the one under way
  std::uint64_t pages_planned = 0;                               ///< by the one under way; 0: not known yet
  std::optional<std::chrono::seconds> live_age = std::nullopt;   ///< since the listing; none: none whole yet
  std::optional<std::chrono::seconds> ended_age = std::nullopt;  ///< since the listing; none: none whole yet
  std::chrono::seconds max_staleness = {};                       ///< figures that are older are not shown
  std::optional<FailureInWords> last_failure = std::nullopt;     ///< whether or not it is mended
  std::shared_ptr<const SessionTally> tally = nullptr;           ///< null: nothing counted yet
  bool by_group = true;                                          ///< its sessions are told apart by server group
};

/// How a project fares, for one look.
enum class ProjectHealth : std::uint8_t {
  kFailing,  ///< the last collection failed
  kStale,    ///< its figures are too old to be shown: nobody has asked lately
  kWaiting,  ///< no collection has ended yet
  kUp,
};

ProjectHealth HealthOf(const ProjectStatus& status);
/// Whether the figures of that state are there, and recent enough: as on /metrics.
bool IsShown(const ProjectStatus& status, SessionState state);

}  // namespace workspace_exporter
