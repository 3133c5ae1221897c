// Limits on the rate of requests, as the gateway before IAM has them.
#include <thread>

#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "integration/simulator_signer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

void Limit(SimulatorClient& simulator, const json& more = json::object()) {
  json fault = {{"kind", "rate_limit"}, {"operation", "iam"}, {"limit", "2/1h"}};
  fault.update(more);
  CHECK(simulator.Control("faults", json::array({fault})) == json{{"ok", true}});
}

/// Of GET /v3/projects, which any identity may ask.
int ProjectsStatus(httplib::Client& client, const httplib::Headers& who = {{"X-Auth-Token", SimulatorClient::kToken}}) {
  return client.Get("/v3/projects", who)->status;
}

httplib::Client ClientFrom(const SimulatorClient& simulator, const char* address) {
  httplib::Client client("http://" + simulator.address());
  client.set_interface(address);
  return client;
}

}  // namespace

TEST_CASE("a limit on IAM is shared by its calls, and answers in the gateway's words") {
  SimulatorClient simulator;
  Limit(simulator, {{"limit", "5/1s"}, {"times", 3}});
  std::vector<httplib::Response> refused;
  for (int round = 0; round < 4; ++round) {
    const auto signed_in = simulator.SignIn();
    const auto listed = simulator.http().Get("/v3/projects", {{"X-Auth-Token", SimulatorClient::kToken}});
    if (signed_in->status == 429) refused.push_back(*signed_in);
    if (listed->status == 429) refused.push_back(*listed);
  }
  REQUIRE(refused.size() == 3);
  const json body = json::parse(refused.back().body);
  CHECK(body.at("error_code") == "APIGW.0308");
  CHECK(body.at("error_msg") ==
        "The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:1 second");
  CHECK(body.contains("request_id"));
  CHECK_FALSE(refused.back().has_header("Retry-After"));
  CHECK(simulator.List()->status == 200);
}

TEST_CASE("the log and the fault tell how many requests a limit refused, and no API has heard of them") {
  SimulatorClient simulator;
  Limit(simulator);
  for (int request = 0; request < 5; ++request) simulator.SignIn();
  CHECK(ProjectsStatus(simulator.http()) == 429);
  const json log = simulator.ControlGet("requests");
  CHECK(log.at("throttled") == json{{"sign_in", 3}, {"list_projects", 1}});
  CHECK(log.at("requests").at(0).at("client") == "127.0.0.1");
  CHECK(simulator.ControlGet("faults").at(0).at("struck") == 4);
  simulator.http().Delete("/_control/faults");
  const std::string token = simulator.SignIn()->get_header_value("X-Subject-Token");
  simulator.List("", token);
  CHECK(simulator.ControlGet("requests").at("requests").back().at("token_generation") == 3);
}

TEST_CASE("policy ip counts the client's address, whoever signs in") {
  SimulatorClient simulator;
  Limit(simulator);
  httplib::Client other = ClientFrom(simulator, "127.0.0.2");
  CHECK(ProjectsStatus(other) == 200);
  CHECK(ProjectsStatus(other, Sign("GET", "/v3/projects", SimulatorClient::kKey)) == 200);
  CHECK(ProjectsStatus(other) == 429);
  CHECK(ProjectsStatus(simulator.http()) == 200);
}

TEST_CASE("policies user and app count the identity, wherever it comes from") {
  for (const std::string policy : {"user", "app"}) {
    CAPTURE(policy);
    SimulatorClient simulator;
    Limit(simulator, {{"policy", policy}});
    httplib::Client other = ClientFrom(simulator, "127.0.0.2");
    CHECK(ProjectsStatus(other) == 200);
    CHECK(ProjectsStatus(simulator.http()) == 200);
    const auto refused = other.Get("/v3/projects", {{"X-Auth-Token", SimulatorClient::kToken}});
    CHECK(refused->status == 429);
    CHECK(refused->body.find("policy " + policy + " over ratelimit,limit:2,time:1 hour") != std::string::npos);
    CHECK(ProjectsStatus(other, Sign("GET", "/v3/projects", SimulatorClient::kKey)) == 200);
  }
}

TEST_CASE("requests pass again once the window is over, refused ones count or not") {
  SimulatorClient simulator;
  Limit(simulator, {{"limit", "1/1s"}, {"counts_rejected", false}, {"retry_after", 1}});
  CHECK(ProjectsStatus(simulator.http()) == 200);
  const auto refused = simulator.SignIn();
  CHECK(refused->status == 429);
  CHECK(refused->get_header_value("Retry-After") == "1");
  while (ProjectsStatus(simulator.http()) == 429) std::this_thread::yield();
  simulator.http().Delete("/_control/faults");
  CHECK(simulator.SignIn()->status == 201);
}

TEST_CASE("a limit that cannot be read is refused with its reason") {
  SimulatorClient simulator;
  for (const char* limit : {"", "5", "5/", "5/s", "0/1s", "-5/1s", "5/0s", "5/1d", "5/1s ", "5-1s", "5/1sm"}) {
    CAPTURE(limit);
    const json fault = {{"kind", "rate_limit"}, {"operation", "iam"}, {"limit", limit}};
    CHECK(simulator.Control("faults", json::array({fault})).at("error").get<std::string>().starts_with("limit: "));
  }
  const json fault = {{"kind", "rate_limit"}, {"limit", "5/1s"}, {"policy", "host"}};
  CHECK(simulator.Control("faults", json::array({fault})).contains("error"));
}

TEST_CASE("a limit tells its quota in each shape, of list-sessions as well") {
  for (const char* shape : {"camel", "nested_twice", "b", "d", "nested"}) {
    CAPTURE(shape);
    SimulatorClient simulator;
    Limit(simulator, {{"operation", "list_sessions"}, {"limit", "1/5m"}, {"policy", "user"}, {"shape", shape}});
    CHECK(simulator.List()->status == 200);
    const auto refused = simulator.List();
    CHECK(refused->status == 429);
    CHECK(refused->body.find("APIGW.0308") != std::string::npos);
    CHECK(refused->body.find("policy user over ratelimit,limit:1,time:5 minute") != std::string::npos);
  }
}

TEST_CASE("IAM alone can be slow") {
  SimulatorClient simulator;
  const json fault = {{"kind", "slow_first_byte"}, {"operation", "iam"}, {"delay_ms", 200}};
  simulator.Control("faults", json::array({fault}));
  const auto before = std::chrono::steady_clock::now();
  CHECK(simulator.SignIn()->status == 201);
  CHECK(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(200));
  simulator.List();
  CHECK(simulator.ControlGet("faults").at(0).at("seen") == 1);
}

}  // namespace workspace_exporter
