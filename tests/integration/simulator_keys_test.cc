// Signed requests: the permanent key, and the temporary ones of an agency.
#include <thread>

#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "integration/simulator_signer.h"
#include "simulator/time_style.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

constexpr const char* kPath = "/v3.0/OS-CREDENTIAL/securitytokens";

std::string Body(const json& changes = json::object()) {
  json role = {{"agency_name", "example-agency"}, {"domain_name", "example-tenant"}, {"duration_seconds", 3600}};
  role.update(changes);
  const json identity = {{"methods", {"assume_role"}}, {"assume_role", role}};
  return json{{"auth", {{"identity", identity}}}}.dump();
}

httplib::Result Assume(SimulatorClient& simulator, const std::string& body = Body()) {
  return simulator.http().Post(kPath, Sign("POST", kPath, SimulatorClient::kKey, body), body, "application/json");
}

int ListStatus(SimulatorClient& simulator, const simulator::AccessKey& key) {
  return SignedList(simulator.http(), simulator.project(), key)->status;
}

/// 401 APIGW.0301 with these words.
void CheckRefused(SimulatorClient& simulator, const simulator::AccessKey& key, const std::string& words) {
  const auto refused = SignedList(simulator.http(), simulator.project(), key);
  CHECK(refused->status == 401);
  const json body = json::parse(refused->body);
  CHECK(body.at("error_code") == "APIGW.0301");
  CHECK(body.at("error_msg").get<std::string>().find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("another permanent key is in force at once, and the log tells which was used") {
  SimulatorClient simulator;
  CHECK(ListStatus(simulator, SimulatorClient::kKey) == 200);
  simulator.Control("keys", {{"access_key", "Second"}, {"secret_key", "another secret"}});
  CheckRefused(simulator, SimulatorClient::kKey, "does not exist");
  CHECK(ListStatus(simulator, {.id = "Second", .secret = "another secret", .security_token = ""}) == 200);
  CheckRefused(simulator, {.id = "Second", .secret = "a secret", .security_token = ""}, "verify aksk signature fail");
  const json requests = simulator.ControlGet("requests").at("requests");
  CHECK(requests.at(0).at("access_key") == "PermanentKey");
  CHECK(requests.at(2).at("access_key") == "Second");
  CHECK(simulator.Control("keys", {{"access_key", "Third"}}).contains("error"));
}

TEST_CASE("the keys of an agency are good together with their security token alone") {
  SimulatorClient simulator;
  const auto answer = Assume(simulator);
  CHECK(answer->status == 201);
  CHECK(answer->has_header("X-IAM-Trace-Id"));
  const simulator::AccessKey key = KeyIn(answer->body);
  CHECK(key.security_token.size() > 1000);
  CHECK(ListStatus(simulator, key) == 200);
  CheckRefused(simulator, {.id = key.id, .secret = key.secret, .security_token = ""}, "security token");
  CheckRefused(simulator, {.id = key.id, .secret = key.secret, .security_token = "other"}, "security token");
  CheckRefused(simulator, {.id = key.id, .secret = "other", .security_token = key.security_token}, "signature fail");
  const simulator::AccessKey second = KeyIn(Assume(simulator)->body);
  CHECK(second.id != key.id);
  CheckRefused(simulator, {.id = key.id, .secret = key.secret, .security_token = second.security_token},
               "security token");
  CHECK(ListStatus(simulator, key) == 200);
}

TEST_CASE("an agency is assumed with a token as well, but not without either") {
  SimulatorClient simulator;
  const httplib::Headers token = {{"X-Auth-Token", SimulatorClient::kToken}};
  CHECK(simulator.http().Post(kPath, token, Body(), "application/json")->status == 201);
  CHECK(simulator.http().Post(kPath, Body(), "application/json")->status == 401);
  CHECK(simulator.ControlGet("requests").at("by_operation") == json{{"assume_agency", 2}});
}

TEST_CASE("the keys live as long as was asked for, which the answer tells") {
  SimulatorClient simulator;
  const auto before = simulator::SimulatedClock::RealNow();
  const auto answer = Assume(simulator, Body({{"duration_seconds", 900}}));
  auto expires = json::parse(answer->body).at("credential").at("expires_at").get<std::string>();
  CHECK(expires.size() == std::string("2020-01-08T02:56:19.587000Z").size());
  expires.replace(expires.size() - 4, 4, "Z");
  CHECK(*simulator::ParseQueryTime(expires) >= before + 900'000);
  CHECK(*simulator::ParseQueryTime(expires) < before + 960'000);
}

TEST_CASE("keys that expired are refused, and new ones are not") {
  SimulatorClient simulator(json{{"temporary_key_lifetime_seconds", 1}});
  const simulator::AccessKey key = KeyIn(Assume(simulator)->body);
  while (ListStatus(simulator, key) == 200) std::this_thread::yield();
  CheckRefused(simulator, key, "expired");
  CHECK(ListStatus(simulator, KeyIn(Assume(simulator)->body)) == 200);
}

TEST_CASE("all temporary keys can be ended at once, the permanent one stays") {
  SimulatorClient simulator;
  const simulator::AccessKey key = KeyIn(Assume(simulator)->body);
  simulator.Control("revoke-keys");
  CheckRefused(simulator, key, "does not exist");
  CHECK(ListStatus(simulator, SimulatorClient::kKey) == 200);
}

TEST_CASE("another agency is forbidden in IAM's words, a body of another form bad") {
  SimulatorClient simulator;
  const auto refused = Assume(simulator, Body({{"agency_name", "other"}}));
  CHECK(refused->status == 403);
  CHECK(json::parse(refused->body).at("error").at("title") == "Forbidden");
  CHECK(Assume(simulator, Body({{"domain_name", "other"}}))->status == 403);
  simulator.Control("config", {{"agency_name", "other"}, {"agency_domain_name", "tenant"}});
  CHECK(Assume(simulator, Body({{"agency_name", "other"}, {"domain_name", "tenant"}}))->status == 201);
  for (const json& seconds : {json(899), json(86401), json("3600"), json(3600.5), json()}) {
    CAPTURE(seconds);
    CHECK(Assume(simulator, Body({{"duration_seconds", seconds}}))->status == 400);
  }
  CHECK(Assume(simulator, "no json")->status == 400);
  CHECK(Assume(simulator, R"({"auth":{"identity":{"methods":["token"]}}})")->status == 400);
}

}  // namespace workspace_exporter
