// What an instance finds at the metadata service.
#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "integration/simulator_signer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

httplib::Result PutToken(SimulatorClient& simulator, const httplib::Headers& headers) {
  return simulator.http().Put("/meta-data/latest/api/token", headers, "", "text/plain");
}

std::string Token(SimulatorClient& simulator, const std::string& seconds = "21600") {
  const auto answer = PutToken(simulator, {{"X-Metadata-Token-Ttl-Seconds", seconds}});
  CHECK(answer->status == 200);
  return answer->body;
}

httplib::Result SecurityKey(SimulatorClient& simulator, const std::string& token = "") {
  const httplib::Headers with = {{"X-Metadata-Token", token}};
  return simulator.http().Get("/openstack/latest/securitykey", token.empty() ? httplib::Headers() : with);
}

}  // namespace

TEST_CASE("the metadata service gives keys for a token") {
  SimulatorClient simulator;
  const auto answer = SecurityKey(simulator, Token(simulator));
  CHECK(answer->status == 200);
  CHECK(json::parse(answer->body).at("credential").at("expires_at").get<std::string>().size() == 27);
  CHECK(SignedList(simulator.http(), simulator.project(), KeyIn(answer->body))->status == 200);
  simulator.Control("revoke-keys");
  CHECK(SignedList(simulator.http(), simulator.project(), KeyIn(answer->body))->status == 401);
  CHECK(simulator.ControlGet("requests").at("by_operation") ==
        json{{"list_sessions", 2}, {"metadata_key", 1}, {"metadata_token", 1}});
}

TEST_CASE("without a good token of the metadata service there is no key") {
  SimulatorClient simulator(json{{"clock", "stepped"}});
  CHECK(SecurityKey(simulator)->status == 401);
  CHECK(SecurityKey(simulator, "never issued")->status == 401);
  const std::string token = Token(simulator, "60");
  CHECK(SecurityKey(simulator, token)->status == 200);
  simulator.Control("step?seconds=61");
  CHECK(SecurityKey(simulator, token)->status == 401);
  const std::string second = Token(simulator);
  simulator.Control("revoke-tokens");
  CHECK(SecurityKey(simulator, second)->status == 401);
}

TEST_CASE("a token of the metadata service is for the instance itself, and for 60 to 21600 seconds") {
  SimulatorClient simulator;
  CHECK(PutToken(simulator, {{"X-Metadata-Token-Ttl-Seconds", "600"}, {"X-Forwarded-For", "192.0.2.1"}})->status ==
        403);
  CHECK(PutToken(simulator, {})->status == 400);
  for (const char* seconds : {"59", "21601", "-60", "60s", ""}) {
    CAPTURE(seconds);
    CHECK(PutToken(simulator, {{"X-Metadata-Token-Ttl-Seconds", seconds}})->status == 400);
  }
}

TEST_CASE("version 1 of the metadata service has no tokens and needs none") {
  SimulatorClient simulator(json{{"metadata_version", 1}});
  CHECK(PutToken(simulator, {{"X-Metadata-Token-Ttl-Seconds", "600"}})->status == 404);
  CHECK(SecurityKey(simulator)->status == 200);
  CHECK(simulator.Control("config", {{"metadata_version", 3}}).contains("error"));
}

TEST_CASE("an instance without an agency is told so, and to those with a token alone") {
  SimulatorClient simulator(json{{"metadata_agency_bound", false}});
  const auto answer = SecurityKey(simulator, Token(simulator));
  CHECK(answer->status == 401);
  CHECK(answer->body == "Please configure Cloud Service Agency first");
  CHECK(SecurityKey(simulator)->body != answer->body);
}

TEST_CASE("the setting of the keys' lifetime is for those of the metadata service as well") {
  SimulatorClient simulator(json{{"temporary_key_lifetime_seconds", 2}, {"clock", "stepped"}});
  const simulator::AccessKey key = KeyIn(SecurityKey(simulator, Token(simulator))->body);
  CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 200);
  simulator.Control("step?seconds=2");
  CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 401);
}

TEST_CASE("a PUT of the metadata service can be swallowed where a GET without a token is answered") {
  SimulatorClient simulator(json{{"metadata_version", 1}});
  const json fault = {{"kind", "hang"}, {"operation", "metadata_token"}};
  simulator.Control("faults", json::array({fault}));
  httplib::Client impatient("http://" + simulator.address());
  impatient.set_read_timeout(0, 200'000);
  CHECK(impatient.Put("/meta-data/latest/api/token", {{"X-Metadata-Token-Ttl-Seconds", "600"}}, "", "text/plain")
            .error() == httplib::Error::Read);
  CHECK(SecurityKey(simulator)->status == 200);
  CHECK(simulator.ControlGet("requests").at("requests").at(0).at("status") == 0);
}

TEST_CASE("a security token may fill 16 KiB of a header, and more") {
  SimulatorClient simulator(json{{"metadata_version", 1}});
  for (const std::size_t size : {std::size_t{16'384}, std::size_t{50'000}}) {
    simulator.Control("config", {{"security_token_bytes", size}});
    const simulator::AccessKey key = KeyIn(SecurityKey(simulator)->body);
    CHECK(key.security_token.size() == size);
    CHECK(SignedList(simulator.http(), simulator.project(), key)->status == 200);
  }
  CHECK(simulator.Control("config", {{"security_token_bytes", 15}}).contains("error"));
}

}  // namespace workspace_exporter
