#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "landing/group_rows.h"

namespace workspace_exporter {

/// What of the landing page is asked for, by its query.
struct PageQuery {
  std::string project = {};  ///< that one alone; empty: all
  GroupOrder order = {};
  std::size_t page = 1;  ///< of the projects, or, where there is one alone, of its server groups; from 1
  bool operator==(const PageQuery&) const = default;
};

/// What is no query of ours is as if it were not there: a link that somebody has kept still shows something.
PageQuery ReadPageQuery(const std::vector<std::pair<std::string, std::string>>& parameters);

/// The query as a link, `/?project=NAME&sort=-Active`, escaped for HTML.
std::string LinkTo(const PageQuery& query);

/// The name of a column, in links and, but for the first, in the head of the table.
std::string_view Name(GroupColumn column);

}  // namespace workspace_exporter
