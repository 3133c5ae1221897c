#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "collection/session_walk.h"

namespace workspace_exporter {

/// A server group may be renamed while sessions that carry its old name are still listed. The newest name of an id
/// holds for all its sessions: the one of the session that changed last.
class GroupNames final {
 public:
  void See(const LabelSet& labels, WallTime last_update);
  /// The name that holds; that of the labels themselves where the group has no id.
  std::string_view NameFor(const LabelSet& labels) const;

 private:
  struct Named {
    std::string name;
    WallTime last_update;
  };
  std::map<std::string, Named, std::less<>> by_id_;
};

/// The names by all sessions that two listings, either of which may be null, count.
GroupNames NamesOf(const Listing* live, const Listing* every_state);

}  // namespace workspace_exporter
