// What a pod of CCE finds at HC_CONTAINER_CREDENTIALS_FULL_URI.
#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "integration/simulator_signer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

httplib::Result Credentials(SimulatorClient& simulator, const std::string& token = "example-pod-token",
                            const std::string& body = "{}") {
  return simulator.http().Post("/v1/credentials", {{"Authorization", token}}, body, "application/json");
}

simulator::AccessKey PodKeyIn(const std::string& body) {
  const json credentials = json::parse(body).at("credentials");
  return {.id = credentials.at("accessKeyId").get<std::string>(),
          .secret = credentials.at("secretAccessKey").get<std::string>(),
          .security_token = credentials.at("securityToken").get<std::string>()};
}

}  // namespace

TEST_CASE("a pod gets keys for its projected token") {
  SimulatorClient simulator;
  const auto answer = Credentials(simulator);
  REQUIRE(answer->status == 200);
  const json body = json::parse(answer->body);
  // Six digits of a fraction, without which the vendor's SDK for Python refuses the time.
  CHECK(body.at("credentials").at("expiration").get<std::string>().size() == 27);
  CHECK(body.at("subject").contains("serviceAccount"));
  CHECK(SignedList(simulator.http(), simulator.project(), PodKeyIn(answer->body))->status == 200);
  CHECK(simulator.ControlGet("requests").at("by_operation") == json{{"list_sessions", 1}, {"pod_identity", 1}});
}

TEST_CASE("a wrong token, none, and one with a scheme before it are refused, another body than {} as well") {
  SimulatorClient simulator;
  for (const char* token : {"other", "Bearer example-pod-token", ""}) {
    CAPTURE(token);
    CHECK(Credentials(simulator, token)->status == 401);
  }
  CHECK(simulator.http().Post("/v1/credentials", "{}", "application/json")->status == 401);
  for (const char* body : {"", "[]", "{\"a\":1}", "{"}) {
    CAPTURE(body);
    CHECK(Credentials(simulator, "example-pod-token", body)->status == 400);
  }
  CHECK(simulator.http().Get("/v1/credentials", {{"Authorization", "example-pod-token"}})->status == 404);
}

TEST_CASE("the projected token can be rotated, with both good for a while") {
  SimulatorClient simulator;
  simulator.Control("config", {{"pod_identity_tokens", {"example-pod-token", "second"}}});
  CHECK(Credentials(simulator)->status == 200);
  CHECK(Credentials(simulator, "second")->status == 200);
  simulator.Control("config", {{"pod_identity_tokens", {"second"}}});
  CHECK(Credentials(simulator)->status == 401);
  CHECK(Credentials(simulator, "second")->status == 200);
}

TEST_CASE("keys of a pod expire, and can be ended") {
  SimulatorClient simulator(json{{"temporary_key_lifetime_seconds", 60}, {"clock", "stepped"}});
  const simulator::AccessKey key = PodKeyIn(Credentials(simulator)->body);
  CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 200);
  simulator.Control("step?seconds=60");
  CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 401);
  const simulator::AccessKey next = PodKeyIn(Credentials(simulator)->body);
  simulator.Control("revoke-keys");
  CHECK(SignedList(simulator.http(), simulator.project(), next)->status == 401);
}

}  // namespace workspace_exporter
