#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// Which sessions a listing asks for: the same for each of its pages, so that all pages are cut from one list.
struct ListQuery {
  WallTime begin = kNoTime;  ///< sessions that started no earlier
  /// The API's documentation says in one place that it bounds the start of a session, in another its end. Far enough
  /// ahead of now, either reading leaves out nothing.
  WallTime end = kNoTime;
  std::vector<SessionState> states = {};  ///< empty: all, documented or not
  std::string server_group_id = {};       ///< empty: all
};

/// Which rows of the list: `limit` (1 to 100) of them from the one at `offset` on.
struct PageRange {
  std::uint64_t offset = 0;
  std::uint32_t limit = 100;
};

/// The path and query of `GET /v1/{project_id}/session/list-sessions`, percent-encoded; the commas between states as
/// %2C, so that what is sent is also what a signature is made over.
std::string ListSessionsTarget(std::string_view project_id, const ListQuery& query, PageRange range);

}  // namespace workspace_exporter
