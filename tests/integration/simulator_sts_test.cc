// Agencies assumed by their URN, and which kind is assumed by which call.
#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "integration/simulator_signer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

constexpr const char* kAssumePath = "/v5/agencies/assume";
constexpr const char* kUrn = "iam::0a9b8c7d6e5f40312233445566778899:agency:example-agency";

httplib::Result AssumeByUrn(SimulatorClient& simulator, const json& changes = json::object(),
                            const simulator::AccessKey& key = SimulatorClient::kKey) {
  json body = {{"agency_urn", kUrn}, {"agency_session_name", "workspace-exporter"}, {"duration_seconds", 3600}};
  body.update(changes);
  const std::string text = body.dump();
  return simulator.http().Post(kAssumePath, Sign("POST", kAssumePath, key, text), text, "application/json");
}

simulator::AccessKey StsKeyIn(const std::string& body) {
  const json credentials = json::parse(body).at("credentials");
  return {.id = credentials.at("access_key_id").get<std::string>(),
          .secret = credentials.at("secret_access_key").get<std::string>(),
          .security_token = credentials.at("security_token").get<std::string>()};
}

httplib::Result AssumeByName(SimulatorClient& simulator) {
  constexpr const char* kByName = "/v3.0/OS-CREDENTIAL/securitytokens";
  const json role = {{"agency_name", "example-agency"}, {"domain_name", "example-tenant"}};
  const json identity = {{"methods", json::array({"assume_role"})}, {"assume_role", role}};
  const std::string body = json{{"auth", {{"identity", identity}}}}.dump();
  return simulator.http().Post(kByName, Sign("POST", kByName, SimulatorClient::kKey, body), body, "application/json");
}

}  // namespace

TEST_CASE("a trust agency is assumed by its URN, and its keys sign") {
  SimulatorClient simulator(json{{"agency_kind", "trust"}});
  const auto answer = AssumeByUrn(simulator);
  REQUIRE(answer->status == 200);
  const json body = json::parse(answer->body);
  CHECK(body.at("credentials").at("expiration").get<std::string>().size() ==
        std::string("2022-09-07T03:27:51.158Z").size());
  CHECK(body.at("assumed_agency").at("urn").get<std::string>().ends_with("example-agency/workspace-exporter"));
  const simulator::AccessKey key = StsKeyIn(answer->body);
  CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 200);
  CHECK(AssumeByUrn(simulator, json::object(), key)->status == 200);
  CHECK(AssumeByUrn(simulator, {{"duration_seconds", 3601}}, key)->status == 400);
  CHECK(simulator.ControlGet("requests").at("by_operation") == json{{"assume_by_urn", 3}, {"list_sessions", 1}});
}

TEST_CASE("each kind of agency is refused by the call for the other, in words that say why") {
  SimulatorClient simulator;
  CHECK(AssumeByName(simulator)->status == 201);
  const auto by_urn = AssumeByUrn(simulator);
  CHECK(by_urn->status == 403);
  CHECK(json::parse(by_urn->body).at("error_msg").get<std::string>().ends_with("is not a trust agency"));
  CHECK(json::parse(by_urn->body).at("encoded_authorization_message").get<std::string>().size() > 4000);
  simulator.Control("config", {{"agency_kind", "trust"}});
  const auto by_name = AssumeByName(simulator);
  CHECK(by_name->status == 403);
  CHECK(by_name->body.find("is a trust agency") != std::string::npos);
  simulator.Control("config", {{"agency_kind", "either"}});
  CHECK(AssumeByName(simulator)->status == 201);
  CHECK(AssumeByUrn(simulator)->status == 200);
}

TEST_CASE("an external id has to be the agency's") {
  SimulatorClient simulator(json{{"agency_kind", "trust"}, {"agency_external_id", "tenant/42"}});
  CHECK(AssumeByUrn(simulator)->status == 403);
  CHECK(AssumeByUrn(simulator, {{"external_id", "tenant/43"}})->status == 403);
  CHECK(AssumeByUrn(simulator, {{"external_id", "tenant/42"}})->status == 200);
}

TEST_CASE("another URN is not found, in the words of STS") {
  SimulatorClient simulator(json{{"agency_kind", "trust"}});
  const auto answer = AssumeByUrn(simulator, {{"agency_urn", "iam::other:agency:example-agency"}});
  CHECK(answer->status == 404);
  CHECK(json::parse(answer->body).at("error_code") == "STS5.1106");
  CHECK(json::parse(answer->body).at("error_msg") == "the agency 'iam::other:agency:example-agency' cannot be found");
}

TEST_CASE("a request of another form is bad, one without a signature not let in") {
  SimulatorClient simulator(json{{"agency_kind", "trust"}});
  const json wrong[] = {{{"duration_seconds", 899}},    {{"duration_seconds", 43201}}, {{"duration_seconds", "3600"}},
                        {{"agency_session_name", "a"}}, {{"external_id", "a b"}},      {{"agency_session_name", "a b"}},
                        {{"externalId", "tenant/42"}},  {{"agency_urn", nullptr}}};
  for (const json& change : wrong) {
    CAPTURE(change.dump());
    CHECK(AssumeByUrn(simulator, change)->status == 400);
  }
  CHECK(AssumeByUrn(simulator, {{"duration_seconds", 43200}})->status == 200);
  const httplib::Headers token = {{"X-Auth-Token", SimulatorClient::kToken}};
  CHECK(simulator.http().Post(kAssumePath, token, "{}", "application/json")->status == 401);
}

TEST_CASE("the setting of the keys' lifetime is for those of STS as well") {
  SimulatorClient simulator(
      json{{"agency_kind", "trust"}, {"temporary_key_lifetime_seconds", 60}, {"clock", "stepped"}});
  const simulator::AccessKey key = StsKeyIn(AssumeByUrn(simulator)->body);
  CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 200);
  simulator.Control("step?seconds=60");
  CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 401);
}

}  // namespace workspace_exporter
