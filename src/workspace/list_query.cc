#include "workspace/list_query.h"

#include <fmt/format.h>

#include "base/iso_time.h"
#include "base/percent_encoding.h"

namespace workspace_exporter {
std::string ListSessionsTarget(std::string_view project_id, const ListQuery& query, PageRange range) {
  std::string target =
      fmt::format("/v1/{}/session/list-sessions?limit={}&offset={}&query_begin_time={}&query_end_time={}",
                  PercentEncode(project_id), range.limit, range.offset, PercentEncode(FormatIsoTime(query.begin)),
                  PercentEncode(FormatIsoTime(query.end)));
  for (std::size_t i = 0; i < query.states.size(); ++i) {
    target += i == 0 ? "&session_state=" : "%2C";
    target += Name(query.states[i]);
  }
  if (!query.server_group_id.empty()) target += "&app_server_group_id=" + PercentEncode(query.server_group_id);
  return target;
}

}  // namespace workspace_exporter
