#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "simulator/time_style.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

std::string ErrorCode(const httplib::Result& result) {
  return json::parse(result->body).at("error_code").get<std::string>();
}

/// The keys of the sessions that fit.
template <typename Fits>
std::multiset<std::string> KeysWhere(const json& truth, const Fits& fits) {
  std::multiset<std::string> keys;
  for (const json& session : truth) {
    if (fits(session)) keys.insert(session.at("key").get<std::string>());
  }
  return keys;
}

}  // namespace

TEST_CASE("pages of a quiet population hold every session once, in each order that is stable") {
  SimulatorClient simulator(json{{"sessions", 250}});
  const auto expected = KeysWhere(simulator.Truth(), [](const json&) { return true; });
  CHECK(expected.size() == 250);
  for (const char* order : {"newest", "oldest", "id", "random"}) {
    CAPTURE(order);
    simulator.Control("config", {{"order", order}});
    CHECK(simulator.AllIds() == expected);
  }
}

TEST_CASE("an order that is shuffled for each request differs between requests") {
  SimulatorClient simulator(json{{"sessions", 100}, {"order", "shuffled"}});
  CHECK(simulator.Page("limit=100").at("items") != simulator.Page("limit=100").at("items"));
}

TEST_CASE("the newest session comes first") {
  SimulatorClient simulator(json{{"sessions", 50}});
  const json page = simulator.Page("limit=50");
  std::string last = "9999";
  for (const json& item : page.at("items")) {
    CHECK(item.at("start_time").get<std::string>() <= last);
    last = item.at("start_time").get<std::string>();
  }
}

TEST_CASE("limit is 10 unless given, and outside of 1 to 100 refused") {
  SimulatorClient simulator(json{{"sessions", 30}});
  CHECK(simulator.Page().at("items").size() == 10);
  CHECK(simulator.Page("offset=25").at("items").size() == 5);
  CHECK(simulator.Page("offset=99").at("items").empty());
  for (const char* bad : {"limit=0", "limit=101", "limit=x", "offset=-1"}) {
    CAPTURE(bad);
    CHECK(simulator.List(bad)->status == 400);
  }
}

TEST_CASE("both bounds of the time window are required and have one form") {
  SimulatorClient simulator;
  const auto result = simulator.Get("query_begin_time=2024-02-27T03:47:51.182Z");
  CHECK(result->status == 400);
  CHECK(ErrorCode(result) == "WKS.00139901");
  CHECK(simulator.Get("query_begin_time=2024-02-27&query_end_time=2024-02-28")->status == 400);
  CHECK(simulator.Get("query_begin_time=2024-02-27T03:47:51.182Z&query_end_time=2024-02-28T03:47:51Z")->status == 200);
}

TEST_CASE("each filter gives the sessions that the truth says") {
  SimulatorClient simulator(json{{"sessions", 400}});
  const json truth = simulator.Truth();
  const json first = truth.at(0);
  const auto same = [&truth, &first](const char* key) {
    return KeysWhere(truth, [&](const json& session) { return session.at(key) == first.at(key); });
  };
  const auto value = [&first](const char* key) { return first.at(key).get<std::string>(); };
  CHECK(simulator.AllIds("app_server_group_id=" + value("group_id")) == same("group_id"));
  CHECK(simulator.AllIds("machine_name=" + value("machine")) == same("machine"));
  CHECK(simulator.AllIds("vm_ip=" + value("vm_ip")) == same("vm_ip"));
  CHECK(simulator.AllIds("user_name=" + value("user")) == same("user"));
  const auto live = [](const json& session) {
    return session.at("state") == "Active" || session.at("state") == "Disconnected";
  };
  CHECK(simulator.AllIds("session_state=Active%2CDisconnected") == KeysWhere(truth, live));
  const auto failed = [](const json& session) { return session.at("state") == "InitFail"; };
  CHECK(simulator.AllIds("is_success=false") == KeysWhere(truth, failed));
  CHECK(simulator.AllIds("is_success=true").size() == truth.size() - KeysWhere(truth, failed).size());
}

TEST_CASE("query_end_time bounds the start or, in the other reading, the end of a session") {
  SimulatorClient simulator(json{{"sessions", 400}});
  const json truth = simulator.Truth();
  const auto middle = truth.at(200).at("start").get<std::int64_t>();
  const std::string window =
      "limit=100&query_begin_time=2000-01-01T00:00:00.000Z&query_end_time=" + simulator::FormatUtc(middle);
  const auto count = [&] { return json::parse(simulator.Get(window)->body).at("count").get<std::size_t>(); };
  CHECK(count() == KeysWhere(truth, [&](const json& session) { return session.at("start") <= middle; }).size());
  simulator.Control("config", {{"reading", "end"}});
  const auto not_over = [&](const json& session) { return session.at("end").is_null() || session.at("end") <= middle; };
  CHECK(count() == KeysWhere(truth, not_over).size());
}

TEST_CASE("a sign-in gives a token that is good until revoked or expired") {
  SimulatorClient simulator(json{{"clock", "stepped"}, {"token_lifetime_seconds", 600}});
  const auto result = simulator.SignIn();
  CHECK(result->status == 201);
  const std::string token = result->get_header_value("X-Subject-Token");
  CHECK(token.size() > 1000);
  CHECK(json::parse(result->body).at("token").at("expires_at").get<std::string>().ends_with("000Z"));
  CHECK(simulator.List("", token)->status == 200);
  simulator.Control("step?seconds=601");
  CHECK(ErrorCode(simulator.List("", token)) == "APIGW.0307");
  const std::string second = simulator.SignIn()->get_header_value("X-Subject-Token");
  CHECK(simulator.List("", second)->status == 200);
  simulator.Control("revoke-tokens");
  CHECK(ErrorCode(simulator.List("", second)) == "APIGW.0307");
  CHECK(ErrorCode(simulator.List("", "never issued")) == "APIGW.0301");
}

TEST_CASE("a wrong password is refused as Keystone does, a body of another form is bad") {
  SimulatorClient simulator;
  const auto refused = simulator.SignIn("wrong");
  CHECK(refused->status == 401);
  CHECK(json::parse(refused->body).at("error").at("code") == 401);
  CHECK(simulator.http().Post("/v3/auth/tokens", R"({"auth":{}})", "application/json")->status == 400);
  CHECK(simulator.http().Post("/v3/auth/tokens", "no json", "application/json")->status == 400);
}

TEST_CASE("a wrong project is forbidden, a wrong path or method unknown to the gateway") {
  SimulatorClient simulator;
  const httplib::Headers token = {{"X-Auth-Token", SimulatorClient::kToken}};
  CHECK(simulator.http().Get("/v1/other/session/list-sessions", token)->status == 403);
  const auto unknown = simulator.http().Get("/v1/sessions", token);
  CHECK(unknown->status == 404);
  CHECK(ErrorCode(unknown) == "APIGW.0101");
  CHECK(unknown->get_header_value("X-Request-Id").size() == 32);
  CHECK(unknown->has_header("Date"));
}

TEST_CASE("projects are listed, all or by the name of their region") {
  SimulatorClient simulator;
  const httplib::Headers token = {{"X-Auth-Token", SimulatorClient::kToken}};
  const auto projects = [&](const char* path) {
    return json::parse(simulator.http().Get(path, token)->body).at("projects");
  };
  CHECK(projects("/v3/projects").size() == 1);
  CHECK(projects("/v3/projects?name=ap-southeast-1").at(0).at("id") == simulator.project());
  CHECK(projects("/v3/projects?name=elsewhere").empty());
  CHECK(simulator.http().Get("/v3/projects")->status == 401);
}

TEST_CASE("the quota is a sliding window, and its refusal names limit and window") {
  SimulatorClient simulator(json{{"quota_limit", 3}, {"quota_window_seconds", 60}, {"quota_retry_after", true}});
  for (int request = 0; request < 3; ++request) CHECK(simulator.List()->status == 200);
  const auto refused = simulator.List();
  CHECK(refused->status == 429);
  CHECK(ErrorCode(refused) == "APIGW.0308");
  CHECK(json::parse(refused->body).at("error_msg") ==
        "The throttling threshold has been reached: policy user over ratelimit,limit:3,time:1 minute");
  CHECK(std::stoi(refused->get_header_value("Retry-After")) <= 60);
  CHECK(simulator.ControlGet("requests").at("quota_peak") == 4);
  simulator.Control("reset-requests");
  CHECK(simulator.List()->status == 200);
}

TEST_CASE("the log tells each request with its status and the generation of its token") {
  SimulatorClient simulator;
  const std::string token = simulator.SignIn()->get_header_value("X-Subject-Token");
  simulator.List("limit=7", token);
  const json log = simulator.ControlGet("requests");
  CHECK(log.at("count") == 2);
  CHECK(log.at("by_operation") == json{{"list_sessions", 1}, {"sign_in", 1}});
  CHECK(log.at("max_in_flight") == 1);
  const json last = log.at("requests").at(1);
  CHECK(last.at("token_generation") == 1);
  CHECK(last.at("status") == 200);
  CHECK(last.at("query").get<std::string>().ends_with("limit=7"));
}

}  // namespace workspace_exporter
