#include <doctest/doctest.h>

#include "integration/simulator_client.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

std::multiset<std::string> KeysOf(const json& truth) {
  std::multiset<std::string> keys;
  for (const json& session : truth) keys.insert(session.at("key").get<std::string>());
  return keys;
}

}  // namespace

TEST_CASE("the same seed makes the same sessions, another makes others") {
  SimulatorClient one(json{{"sessions", 20}, {"seed", 7}});
  SimulatorClient same(json{{"sessions", 20}, {"seed", 7}});
  SimulatorClient other(json{{"sessions", 20}, {"seed", 8}});
  CHECK(one.AllIds() == same.AllIds());
  CHECK(one.AllIds() != other.AllIds());
}

TEST_CASE("a row carries every documented field and about a kilobyte") {
  SimulatorClient simulator(json{{"sessions", 1},
                                 {"share_init_fail", 1.0},
                                 {"share_active", 0},
                                 {"share_disconnected", 0},
                                 {"share_appc_init", 0}});
  const json row = simulator.Page().at("items").at(0);
  for (const char* field : {"id",
                            "session_stamp",
                            "os_session_id",
                            "protocol_type",
                            "login_user",
                            "session_type",
                            "app_server_group_id",
                            "app_server_group_name",
                            "pre_conn_time",
                            "start_time",
                            "end_time",
                            "last_update_status_time",
                            "machine_sid",
                            "machine_name",
                            "session_state",
                            "app_name",
                            "client_mac",
                            "client_name",
                            "client_ip",
                            "public_ip",
                            "client_version",
                            "client_type",
                            "agent_version",
                            "vm_ip",
                            "failed_reason",
                            "failed_code",
                            "tenant_id",
                            "primary_server_group_id",
                            "secondary_server_group_id"}) {
    CAPTURE(field);
    CHECK(row.contains(field));
  }
  CHECK(row.at("session_state") == "InitFail");
  CHECK(row.at("failed_code") == simulator.Truth().at(0).at("failed_code"));
  CHECK(row.dump().size() > 900);
}

TEST_CASE("rows move between pages when new ones come in at the front") {
  SimulatorClient simulator(json{{"sessions", 100}, {"shift_every", 1}, {"shift_insert", 1}});
  const json first = simulator.Page("limit=10");
  const json second = simulator.Page("limit=10&offset=10");
  CHECK(second.at("items").at(0).at("id") == first.at("items").at(9).at("id"));
  CHECK(second.at("count").get<int>() == first.at("count").get<int>() + 1);
}

TEST_CASE("rows move the other way when those at the front are removed") {
  SimulatorClient simulator(json{{"sessions", 100}});
  const json before = simulator.Page("limit=20");
  simulator.Control("config", {{"shift_every", 1}, {"shift_remove", 2}});
  CHECK(simulator.Page("limit=10&offset=10").at("items").at(0) == before.at("items").at(12));
}

TEST_CASE("a step plays sessions that start, end and fail, and the changes tell each record") {
  SimulatorClient simulator(json{{"sessions", 300}, {"clock", "stepped"}, {"churn_per_second", 0.5}});
  const json before = simulator.ControlGet("sessions");
  const json counts = simulator.Control("step?seconds=600");
  CHECK(counts.at("started").get<int>() > 20);
  CHECK(counts.at("ended").get<int>() > 20);
  CHECK(counts.at("now").get<std::int64_t>() == before.at("now").get<std::int64_t>() + 600'000);
  const json changes = simulator.ControlGet("changes?since=" + before.at("version").dump()).at("changes");
  auto keys = KeysOf(before.at("sessions"));
  for (const json& change : changes) {
    const auto key = change.at("session").at("key").get<std::string>();
    keys.erase(key);
    if (!change.at("removed").get<bool>()) keys.insert(key);
  }
  CHECK(keys == KeysOf(simulator.Truth()));
  CHECK(simulator.AllIds() == keys);
}

TEST_CASE("a session that a test puts in is served as given, raw fields included") {
  SimulatorClient simulator(json{{"sessions", 0}});
  const json session = {{"id", "mine"},
                        {"state", "Disconnected"},
                        {"group_id", "g1"},
                        {"group_name", "Group \"one\""},
                        {"client_type", "Mac"},
                        {"start", 1700000000000},
                        {"raw", {{"login_user", "12"}, {"app_name", ""}, {"new_field", "[1]"}}}};
  simulator.Control("sessions", json::array({session}));
  const json row = simulator.Page().at("items").at(0);
  CHECK(row.at("id") == "mine");
  CHECK(row.at("session_state") == "Disconnected");
  CHECK(row.at("app_server_group_name") == "Group \"one\"");
  CHECK(row.at("start_time") == "2023-11-14T22:13:20.000Z");
  CHECK(row.at("login_user") == 12);
  CHECK_FALSE(row.contains("app_name"));
  CHECK(row.at("new_field") == json::array({1}));
  simulator.http().Delete("/_control/sessions?id=mine");
  CHECK(simulator.Page().at("count") == 0);
}

TEST_CASE("rows that change after a renaming carry the new name, the others the old one") {
  SimulatorClient simulator(json{{"sessions", 0}});
  simulator.Control("sessions", json::array({{{"id", "a"}, {"group_id", "g"}, {"group_name", "old"}}}));
  simulator.Control("rename-group", {{"group_id", "g"}, {"name", "new"}});
  simulator.Control("sessions", json::array({{{"id", "b"}, {"group_id", "g"}}}));
  std::multiset<std::string> names;
  for (const json& session : simulator.Truth()) names.insert(session.at("group_name").get<std::string>());
  CHECK(names == std::multiset<std::string>{"new", "old"});
}

TEST_CASE("hostile rows are told byte for byte beside what they mean") {
  SimulatorClient simulator(json{{"sessions", 600}, {"hostile", true}, {"server_groups", 40}, {"hostile_share", 1.0}});
  std::string bytes;
  for (int offset = 0; offset < 600; offset += 100) {
    bytes += simulator.List("limit=100&offset=" + std::to_string(offset))->body;
  }
  CHECK(bytes.find("bad\xff\xfe") != std::string::npos);
  CHECK(bytes.find("\\ud800") != std::string::npos);
  CHECK(bytes.find("Disconnecte\"") != std::string::npos);
  CHECK(bytes.find("0001-01-01 00:00:00") != std::string::npos);
  bool seen = false;
  for (const json& session : simulator.Truth()) {
    if (session.at("group_name") !=
        "bad\xEF\xBF\xBD\xEF\xBF\xBD"
        "bytes")
      continue;
    seen = true;
    CHECK(session.at("raw").at("app_server_group_name") == "22626164fffe627974657322");
  }
  CHECK(seen);
}

TEST_CASE("a setting that is not known or out of range is refused and nothing changes") {
  SimulatorClient simulator;
  for (const json& bad : {json{{"sesions", 5}}, json{{"sessions", -1}}, json{{"order", "odd"}}, json{{"hostile", 1}}}) {
    CAPTURE(bad.dump());
    CHECK(simulator.Control("config", bad).contains("error"));
  }
  CHECK(simulator.ControlGet("config") == simulator::ToJson(simulator::Settings{}));
}

}  // namespace workspace_exporter
