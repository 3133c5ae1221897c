#include "workspace/page_parser.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "parsed_page.h"
#include "workspace/session_time.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a row is read in every field that is used") {
  const SessionPage page = Parsed(R"({"count":20,"items":[{
    "id":"8b2ee63ba61f4c4a9c7f5d5f9e0e4a9d","session_stamp":"S-1-5-21-u@d-HDP-2","os_session_id":"2",
    "protocol_type":"Hdp","login_user":"u@d","session_type":"2","app_server_group_id":"g1",
    "app_server_group_name":"Sales desk","pre_conn_time":"2024-03-13T06:37:40Z","start_time":"2024-03-13T06:37:47Z",
    "end_time":"2024-03-13T07:00:00Z","last_update_status_time":"2024-03-13T06:37:48.5Z","machine_name":"APS-0123456789",
    "session_state":"Active","app_name":"notepad","client_version":"22.4.2.12888","client_type":"Windows 10",
    "agent_version":"23.5.0.0606","failed_reason":"","failed_code":"","some":{"new":[{"field":1}]}}]})");
  CHECK(page.count == 20);
  REQUIRE(page.rows.size() == 1);
  const SessionRow& row = page.rows[0];
  CHECK(row.state == SessionState::kActive);
  CHECK(row.times.pre_connect == *ParseSessionTime("2024-03-13T06:37:40Z"));
  CHECK(row.times.start == *ParseSessionTime("2024-03-13T06:37:47Z"));
  CHECK(row.times.last_update == *ParseSessionTime("2024-03-13T06:37:48.500Z"));
  CHECK(row.end == *ParseSessionTime("2024-03-13T07:00:00Z"));
  CHECK(row.Label(SessionLabel::kServerGroup) == "Sales desk");
  CHECK(row.Label(SessionLabel::kServerGroupId) == "g1");
  CHECK(row.Label(SessionLabel::kClientType) == "Windows 10");
  CHECK(row.Label(SessionLabel::kFailedCode).empty());
  CHECK(row.Label(SessionLabel::kAppName) == "notepad");
  CHECK(row.Label(SessionLabel::kProtocolType) == "HDP");
  CHECK(row.Label(SessionLabel::kSessionType) == "2");
  CHECK(row.Label(SessionLabel::kClientVersion) == "22.4.2.12888");
  CHECK(row.Label(SessionLabel::kAgentVersion) == "23.5.0.0606");
  CHECK(row.Label(SessionLabel::kMachineName) == "APS-0123456789");
}

TEST_CASE("the end is absent where the API gives none") {
  CHECK(WithFields(R"("end_time":null)").rows[0].end == kNoTime);
  CHECK(WithFields(R"("end_time":"")").rows[0].end == kNoTime);
  CHECK(WithFields(R"("end_time":"0001-01-01 00:00:00")").rows[0].end == kNoTime);
  CHECK(WithFields(R"("app_name":"x")").rows[0].end == kNoTime);
  CHECK(Fault(BodyWithFields(R"("end_time":"soon")")) == "the body has a row 1 whose end_time is no time");
}

TEST_CASE("users are told apart by a keyed hash, and their names are not kept") {
  const auto user = [](const char* text, std::uint64_t key) {
    return WithFields(fmt::format(R"("login_user":{})", text), key).rows[0].user;
  };
  CHECK(user(R"("ann@example.com")", 1) == user(R"("ann\u0040example.com")", 1));
  CHECK(user(R"("ann@example.com")", 1) != user(R"("bob@example.com")", 1));
  CHECK(user(R"("ann@example.com")", 1) != user(R"("ann@example.com")", 2));
  CHECK(user("7", 1) == user(R"("7")", 1));
  CHECK(user(R"("ann")", 1) != 0);
  CHECK(user(R"("")", 1) == 0);
  CHECK(user("null", 1) == 0);
  CHECK(WithFields(R"("app_name":"x")").rows[0].user == 0);

  const SessionPage page = WithFields(R"("login_user":"ann","machine_sid":"S-1","session_stamp":"S-1-ann-HDP-2")");
  CHECK(page.text.empty());
}

TEST_CASE("a server is told by its machine_sid, and without one by its name") {
  const auto server = [](const char* fields, std::uint64_t key = kHashKey) {
    return WithFields(fields, key).rows[0].server;
  };
  const std::uint64_t by_sid = server(R"("machine_sid":"S-1-5","machine_name":"APS-1")");
  CHECK(by_sid == server(R"("machine_name":"APS-2","machine_sid":"S-1-5")"));
  CHECK(by_sid != server(R"("machine_name":"APS-1")"));
  CHECK(server(R"("machine_name":"APS-1")") == server(R"("machine_sid":"","machine_name":"APS-1")"));
  CHECK(server(R"("machine_name":"APS-1")") == server(R"("machine_sid":null,"machine_name":"APS-1")"));
  CHECK(server(R"("machine_name":"APS-1")") != server(R"("machine_name":"APS-2")"));
  CHECK(by_sid != server(R"("machine_sid":"S-1-5")", kHashKey + 1));
  CHECK(server(R"("app_name":"x")") == 0);
}

TEST_CASE("states are read as documented, and what is not documented is other") {
  const auto state = [](const char* text) {
    return WithFields(fmt::format(R"("session_state":{})", text)).rows[0].state;
  };
  CHECK(state(R"("Disconnected")") == SessionState::kDisconnected);
  CHECK(state(R"("Disconnecte")") == SessionState::kDisconnected);
  CHECK(state(R"("AppcInit")") == SessionState::kAppcInit);
  CHECK(state(R"("SignedOut")") == SessionState::kSignedOut);
  CHECK(state(R"("InitFail")") == SessionState::kInitFail);
  CHECK(state(R"("Sleeping")") == SessionState::kOther);
  CHECK(state(R"("active")") == SessionState::kOther);
  CHECK(state("null") == SessionState::kOther);
  CHECK(state("7") == SessionState::kOther);
}

TEST_CASE("no failure is told in three ways") {
  CHECK(LabelOf(R"("failed_code":"")", SessionLabel::kFailedCode).empty());
  CHECK(LabelOf(R"("failed_code":"WKS.00000000")", SessionLabel::kFailedCode).empty());
  CHECK(LabelOf(R"("failed_code":"success")", SessionLabel::kFailedCode).empty());
  CHECK(LabelOf(R"("failed_code":null)", SessionLabel::kFailedCode).empty());
  CHECK(LabelOf(R"("failed_code":500)", SessionLabel::kFailedCode) == "500");
  CHECK(LabelOf(R"("failed_code":"WKS.00010021")", SessionLabel::kFailedCode) == "WKS.00010021");
}

TEST_CASE("numbers and booleans in a text field count as their text") {
  CHECK(LabelOf(R"("client_type":10)", SessionLabel::kClientType) == "10");
  CHECK(LabelOf(R"("client_type":-3)", SessionLabel::kClientType) == "-3");
  CHECK(LabelOf(R"("client_type":1.50)", SessionLabel::kClientType) == "1.50");
  CHECK(LabelOf(R"("client_type":true)", SessionLabel::kClientType) == "true");
  CHECK(LabelOf(R"("client_type":1e400 )", SessionLabel::kClientType) == "1e400");
  CHECK(LabelOf(R"("client_type":-1.5E-7)", SessionLabel::kClientType) == "-1.5E-7");
  CHECK(LabelOf(R"("client_type":12345678901234567890123)", SessionLabel::kClientType) == "12345678901234567890123");
}

TEST_CASE("broken text is repaired, and long text is cut on a character's boundary") {
  CHECK(LabelOf("\"client_type\":\"a\xFF\xE2\x82z\"", SessionLabel::kClientType) == "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  CHECK(LabelOf(R"("client_type":"\ud800x\udc00\ud83d\ude00")", SessionLabel::kClientType) ==
        "\xEF\xBF\xBDx\xEF\xBF\xBD\xF0\x9F\x98\x80");
  CHECK(LabelOf(R"("client_type":"\\ud800")", SessionLabel::kClientType) == "\\ud800");
  const std::string name = std::string(127, 'x') + "\xE4\xBA\x91";
  CHECK(LabelOf("\"client_type\":\"" + name + "\"", SessionLabel::kClientType) == std::string(127, 'x'));
  CHECK(LabelOf(R"("client_type":"a\u0000b")", SessionLabel::kClientType) == std::string("a\0b", 3));
}

TEST_CASE("a session without an id is told by its stamp and times") {
  const auto key = [](const char* row) {
    return Parsed(fmt::format(R"({{"count":1,"items":[{}]}})", row)).rows[0].key;
  };
  const SessionKey stamp = key(R"({"session_stamp":"s","start_time":"2024-03-13T06:37:47Z"})");
  CHECK(stamp == key(R"({"id":"","start_time":"2024-03-13 06:37:47","session_stamp":"s"})"));
  CHECK(stamp != key(R"({"session_stamp":"s","start_time":"2024-03-13T06:37:48Z"})"));
  CHECK(stamp != key(R"({"session_stamp":"t","start_time":"2024-03-13T06:37:47Z"})"));
  CHECK(key(R"({"id":394})") == key(R"({"id":"394"})"));
  CHECK(Fault(R"({"count":1,"items":[{"id":null,"session_state":"Active"}]})") ==
        "the body has a row 1 with neither id nor session_stamp, start_time or pre_conn_time");
}

TEST_CASE("a list without rows may leave out the items") {
  CHECK(Parsed(R"({"count":0})").rows.empty());
  CHECK(Parsed(R"({"count":0,"items":null})").rows.empty());
  CHECK(Parsed(R"({"items":[],"count":7})").rows.empty());
  CHECK(Fault(R"({"count":7})") == "the body has a count but no items");
}

TEST_CASE("a body that is no page is told as what it is") {
  CHECK(Fault("") == "the body is not JSON, or is cut off, at byte 1");
  CHECK(Fault("<html>") == "the body is not JSON, or is cut off, at byte 1");
  CHECK(Fault(R"({"count":1,"items":[{"id":"a"})") == "the body is not JSON, or is cut off, at byte 31");
  CHECK(Fault(R"({"count":1,"items":[]}x)") == "the body is not JSON, or is cut off, at byte 23");
  CHECK(Fault("[]") == "the body is not an object but an array");
  CHECK(Fault("null") == "the body is not an object but null");
  CHECK(Fault("{}") == "the body has no count");
  CHECK(Fault(R"({"count":null,"items":[]})") == "the body has null for count");
  CHECK(Fault(R"({"count":-1,"items":[]})") == "the body has a negative number for count");
  CHECK(Fault(R"({"count":"7","items":[]})") == "the body has a string for count");
  CHECK(Fault(R"({"count":1e3,"items":[]})") == "the body has a fraction for count");
  CHECK(Fault(R"({"count":12345678901234567890123,"items":[]})") == "the body has a count of more than 64 bits");
  CHECK(Fault(R"({"count":2147483647,"items":[]})") == "the body has a count of 2147483647, more than 1000000");
  CHECK(Fault(R"({"count":1,"items":{}})") == "the body has an object for items");
  CHECK(Fault(R"({"count":1,"items":"x"})") == "the body has a string for items");
  CHECK(Fault(R"({"count":1,"items":[7]})") == "the body has a number for row 1");
  CHECK(Fault(R"({"count":1,"items":[[]]})") == "the body has an array for row 1");
  CHECK(Fault(R"({"count":1,"items":[{"id":"a"},{"id":"b","client_type":{}}]})") ==
        "the body has a row 2 whose client_type holds an object");
  CHECK(Fault(R"({"count":1,"items":[{"id":["x"]}]})") == "the body has a row 1 whose id holds an array");
  CHECK(Fault(R"({"count":1,"items":[{"id":"a","start_time":"secret"}]})") ==
        "the body has a row 1 whose start_time is no time");
}

TEST_CASE("fields that are not used may hold anything, however deep") {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  CHECK(Parsed(R"({"x":)" + deep + R"(,"count":1,"items":[{"y":)" + deep + R"(,"id":"a"}]})").rows.size() == 1);
}

}  // namespace
}  // namespace workspace_exporter
