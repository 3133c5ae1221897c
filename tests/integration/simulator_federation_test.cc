// Signing in with the id token of an identity provider.
#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "integration/simulator_signer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

constexpr const char* kFederatePath = "/v3.0/OS-AUTH/id-token/tokens";

httplib::Result Federate(SimulatorClient& simulator, const std::string& id_token = "example-id-token",
                         const json& scope = nullptr) {
  json auth = {{"id_token", {{"id", id_token}}}};
  if (!scope.is_null()) auth["scope"] = scope;
  return simulator.http().Post(kFederatePath, {{"X-Idp-Id", "example-idp"}}, json{{"auth", auth}}.dump(),
                               "application/json;charset=UTF-8");
}

std::string UnscopedToken(SimulatorClient& simulator) {
  const auto answer = Federate(simulator);
  CHECK(answer->status == 201);
  return answer->get_header_value("X-Subject-Token");
}

std::string TokenMethod(const std::string& token, const json& more = json::object()) {
  json method = {{"id", token}};
  method.update(more);
  return json{{"auth", {{"identity", {{"methods", json::array({"token"})}, {"token", method}}}}}}.dump();
}

httplib::Result Scope(SimulatorClient& simulator, const std::string& token, const std::string& project) {
  json body = json::parse(TokenMethod(token));
  body["auth"]["scope"] = {{"project", {{"id", project}}}};
  return simulator.http().Post("/v3/auth/tokens", body.dump(), "application/json");
}

httplib::Result Keys(SimulatorClient& simulator, const std::string& token, const json& more = json::object()) {
  return simulator.http().Post("/v3.0/OS-CREDENTIAL/securitytokens", TokenMethod(token, more), "application/json");
}

/// With no signature; only `exp` counts: {"exp":4102444800}, the first second of 2100, or {"exp":1}.
std::string Jwt(bool good) {
  return std::string("eyJhbGciOiJub25lIn0.") + (good ? "eyJleHAiOjQxMDI0NDQ4MDB9" : "eyJleHAiOjF9") + ".c2lnbmF0dXJl";
}

}  // namespace

TEST_CASE("an id token makes an unscoped token, and that a token for a project") {
  SimulatorClient simulator;
  const auto answer = Federate(simulator);
  REQUIRE(answer->status == 201);
  const json told = json::parse(answer->body).at("token");
  CHECK(told.at("methods") == json::array({"mapped"}));
  CHECK(told.at("user").at("OS-FEDERATION").at("identity_provider").at("id") == "example-idp");
  CHECK_FALSE(told.contains("project"));
  const auto scoped = Scope(simulator, answer->get_header_value("X-Subject-Token"), simulator.project());
  REQUIRE(scoped->status == 201);
  CHECK(json::parse(scoped->body).at("token").at("project").at("id") == simulator.project());
  CHECK(simulator.List("", scoped->get_header_value("X-Subject-Token"))->status == 200);
  CHECK(simulator.ControlGet("requests").at("by_operation") ==
        json{{"federate", 1}, {"sign_in", 1}, {"list_sessions", 1}});
}

TEST_CASE("an unscoped token makes keys, without any other credentials") {
  SimulatorClient simulator;
  const auto answer = Keys(simulator, UnscopedToken(simulator), {{"duration_seconds", 21600}});
  REQUIRE(answer->status == 201);
  CHECK(SignedList(simulator.http(), simulator.project(), KeyIn(answer->body))->status == 200);
  CHECK(Keys(simulator, "other")->status == 401);
  CHECK(Keys(simulator, UnscopedToken(simulator), {{"duration_seconds", 899}})->status != 201);
}

TEST_CASE("an unscoped token is good for nothing else") {
  SimulatorClient simulator;
  const std::string token = UnscopedToken(simulator);
  CHECK(simulator.List("", token)->status == 401);
  CHECK(simulator.http().Get("/v3/projects", {{"X-Auth-Token", token}})->status == 401);
}

TEST_CASE("a scope in the same request makes a token for the project at once") {
  SimulatorClient simulator;
  const auto answer = Federate(simulator, "example-id-token", {{"project", {{"id", simulator.project()}}}});
  CHECK(simulator.List("", answer->get_header_value("X-Subject-Token"))->status == 200);
  CHECK(Federate(simulator, "example-id-token", {{"project", {{"id", "another"}}}})->status == 403);
  CHECK(Scope(simulator, UnscopedToken(simulator), "another")->status == 403);
}

TEST_CASE("a wrong id token, an expired one and another provider are refused in IAM's shape") {
  SimulatorClient simulator(json{{"id_tokens", json::array({"example-id-token", Jwt(true), Jwt(false)})}});
  CHECK(Federate(simulator, Jwt(true))->status == 201);
  const auto wrong = Federate(simulator, "other");
  const auto expired = Federate(simulator, Jwt(false));
  CHECK(wrong->status == 401);
  CHECK(expired->status == 401);
  CHECK(json::parse(wrong->body).at("error").at("message") == "The id token is invalid.");
  CHECK(json::parse(expired->body).at("error").at("message") == "The id token has expired.");
  simulator.Control("config", {{"idp_id", "another"}});
  CHECK(Federate(simulator)->status == 404);
}

TEST_CASE("the good id tokens can be changed, as their file is") {
  SimulatorClient simulator;
  simulator.Control("config", {{"id_tokens", json::array({"second"})}});
  CHECK(Federate(simulator)->status == 401);
  CHECK(Federate(simulator, "second")->status == 201);
}

TEST_CASE("an unscoped token that expired or was revoked makes no other, whose end is no later than its own") {
  SimulatorClient simulator(json{{"token_lifetime_seconds", 60}, {"clock", "stepped"}});
  const std::string first = UnscopedToken(simulator);
  simulator.Control("step?seconds=30");
  const auto scoped = Scope(simulator, first, simulator.project());
  simulator.Control("step?seconds=30");
  CHECK(simulator.List("", scoped->get_header_value("X-Subject-Token"))->status == 401);
  CHECK(Scope(simulator, first, simulator.project())->status == 401);
  const std::string second = UnscopedToken(simulator);
  simulator.Control("revoke-tokens");
  CHECK(Scope(simulator, second, simulator.project())->status == 401);
  CHECK(Scope(simulator, simulator.SignIn()->get_header_value("X-Subject-Token"), simulator.project())->status == 401);
}

TEST_CASE("a request for federation that has more or less than documented is bad") {
  SimulatorClient simulator;
  const json good = {{"auth", {{"id_token", {{"id", "example-id-token"}}}}}};
  const httplib::Headers idp = {{"X-Idp-Id", "example-idp"}};
  CHECK(simulator.http().Post(kFederatePath, good.dump(), "application/json")->status == 400);
  json more = good;
  more["auth"]["identity"] = json::object();
  const json no_object = {{"auth", {{"id_token", "example-id-token"}}}};
  for (const std::string& body : {more.dump(), no_object.dump(), std::string("{}"), std::string()}) {
    CAPTURE(body);
    CHECK(simulator.http().Post(kFederatePath, idp, body, "application/json")->status == 400);
  }
}

}  // namespace workspace_exporter
