#include "config/group_by.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Labels = std::vector<std::string>;

TEST_CASE("labels come out of a closed list, in the order given") {
  CHECK(ParseGroupBy("session_state").value == Labels{"session_state"});
  CHECK(ParseGroupBy("server_group, session_state").value == Labels{"server_group", "session_state"});
  CHECK(ParseGroupBy("session_state,server_group,client_type,failed_code,app_name,protocol_type,session_type,"
                     "client_version,agent_version,machine_name")
            .problem == "");
}

TEST_CASE("session_state is required, and no label is named twice") {
  CHECK(ParseGroupBy("server_group").problem == "session_state must be among the labels");
  CHECK(ParseGroupBy("session_state,app_name,session_state").problem == "session_state is named twice");
}

TEST_CASE("personal data is refused by name") {
  for (const char* label : {"login_user", "client_ip", "client_mac", "client_name", "session_stamp", "public_ip"}) {
    CAPTURE(label);
    CHECK(ParseGroupBy("session_state," + std::string(label)).problem ==
          std::string(label) + " is personal data and never a label");
  }
}

TEST_CASE("any other label is a fault") {
  CHECK(ParseGroupBy("session_state,server_group_id").problem ==
        "server_group_id comes with server_group and is not named");
  for (const char* text :
       {"session_state,", "session_state,,app_name", "session_state,project", "Session_State", ","}) {
    CAPTURE(text);
    CHECK(ParseGroupBy(text).problem != "");
  }
}

}  // namespace
}  // namespace workspace_exporter
