#include "workspace/list_query.h"

#include <doctest/doctest.h>

#include "workspace/session_time.h"

namespace workspace_exporter {
namespace {

TEST_CASE("the target of a request is encoded as it is signed") {
  const ListQuery query{.begin = *ParseSessionTime("2024-02-26T03:47:51.182Z"),
                        .end = *ParseSessionTime("2024-02-28T17:47:51.182Z"),
                        .states = {kLiveStates.begin(), kLiveStates.end()}};
  CHECK(ListSessionsTarget("a4da8115c9d8464ead3a38309130523f", query, {.offset = 198, .limit = 100}) ==
        "/v1/a4da8115c9d8464ead3a38309130523f/session/list-sessions?limit=100&offset=198"
        "&query_begin_time=2024-02-26T03%3A47%3A51.182Z&query_end_time=2024-02-28T17%3A47%3A51.182Z"
        "&session_state=Active%2CDisconnected%2CAppcInit");
}

TEST_CASE("all states are asked for by naming none, and one group by its id") {
  const ListQuery query{.begin = WallTime(), .end = WallTime(), .server_group_id = "a/b c"};
  CHECK(ListSessionsTarget("p q", query, {.offset = 0, .limit = 2}) ==
        "/v1/p%20q/session/list-sessions?limit=2&offset=0&query_begin_time=1970-01-01T00%3A00%3A00.000Z"
        "&query_end_time=1970-01-01T00%3A00%3A00.000Z&app_server_group_id=a%2Fb%20c");
}

}  // namespace
}  // namespace workspace_exporter
