// Several projects: how they are found, and what each shows.
#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "integration/simulator_signer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

constexpr const char* kSecond = "second";

std::multiset<std::string> KeysOf(const json& truth) {
  std::multiset<std::string> keys;
  for (const json& session : truth.at("sessions")) keys.insert(session.at("key").get<std::string>());
  return keys;
}

std::multiset<std::string> IdsOn(SimulatorClient& simulator, const std::string& project) {
  const json page = json::parse(SignedList(simulator.http(), project, SimulatorClient::kKey)->body);
  std::multiset<std::string> ids;
  for (const json& item : page.at("items")) ids.insert(item.at("id").get<std::string>());
  return ids;
}

}  // namespace

TEST_CASE("no project, one or two have a name, as the setting says") {
  const json projects = {
      {{"id", "p1"}, {"name", "one"}}, {{"id", "p2"}, {"name", "two"}}, {{"id", "p3"}, {"name", "two"}}};
  SimulatorClient simulator(json{{"projects", projects}});
  const auto ids = [&simulator](const std::string& target) {
    std::multiset<std::string> found;
    const json answer = json::parse(simulator.http().Get(target, Sign("GET", target, SimulatorClient::kKey))->body);
    for (const json& project : answer.at("projects")) found.insert(project.at("id").get<std::string>());
    return found;
  };
  CHECK(ids("/v3/projects?name=none").empty());
  CHECK(ids("/v3/projects?name=one") == std::multiset<std::string>{"p1"});
  CHECK(ids("/v3/projects?name=two") == std::multiset<std::string>{"p2", "p3"});
  CHECK(ids("/v3/projects").size() == 3);
  CHECK(SignedList(simulator.http(), "p2", SimulatorClient::kKey)->status == 200);
  CHECK(SignedList(simulator.http(), "p4", SimulatorClient::kKey)->status == 403);
  CHECK(simulator.Control("config", {{"projects", json::array({{{"id", "p1"}}})}}).contains("error"));
}

TEST_CASE("projects show the same sessions unless each is to have its own") {
  SimulatorClient simulator(json{{"sessions", 8}}, {kSecond});
  const auto shared = IdsOn(simulator, simulator.project());
  CHECK(IdsOn(simulator, kSecond) == shared);
  simulator.Control("config", {{"project_populations", true}});
  CHECK(IdsOn(simulator, simulator.project()) == shared);
  const auto own = IdsOn(simulator, kSecond);
  CHECK(own != shared);
  CHECK(own == KeysOf(simulator.ControlGet(std::string("sessions?project=") + kSecond)));
  CHECK(shared == KeysOf(simulator.ControlGet("sessions?project=" + simulator.project())));
  CHECK(shared == KeysOf(simulator.ControlGet("sessions")));
  CHECK(simulator.ControlGet("sessions?project=other").contains("error"));
}

TEST_CASE("sessions of one project change alone, settings and time are those of all") {
  SimulatorClient simulator(json{{"sessions", 8}, {"project_populations", true}, {"clock", "stepped"}}, {kSecond});
  const auto first = KeysOf(simulator.ControlGet("sessions"));
  simulator.Control("sessions?project=second", json::array({{{"id", "new"}}}));
  CHECK(IdsOn(simulator, kSecond).contains("new"));
  CHECK(KeysOf(simulator.ControlGet("sessions")) == first);
  simulator.http().Delete("/_control/sessions?project=second&id=new");
  CHECK_FALSE(IdsOn(simulator, kSecond).contains("new"));
  const json before = simulator.ControlGet("sessions?project=second");
  const json step = simulator.Control("step?seconds=600");
  CHECK(step.at("projects").at(simulator.project()).at("version") == step.at("version"));
  const json after = simulator.ControlGet("sessions?project=second");
  CHECK(after.at("now") == before.at("now").get<std::int64_t>() + 600'000);
  CHECK(after.at("now") == simulator.ControlGet("sessions").at("now"));
  simulator.Control("config", {{"sessions", 5}});
  CHECK(IdsOn(simulator, kSecond).size() == 5);
  CHECK(IdsOn(simulator, kSecond) != IdsOn(simulator, simulator.project()));
}

TEST_CASE("a fault may be bound to one project, as where its sessions may not be listed") {
  SimulatorClient simulator(json{{"sessions", 8}}, {kSecond});
  simulator.Control("faults", json::array({{{"kind", "status"},
                                            {"project", kSecond},
                                            {"status", 403},
                                            {"shape", "details"},
                                            {"code", "WKS.0403"},
                                            {"message",
                                             "Policy doesn't allow workspace:session:listSessions to be "
                                             "performed."}}}));
  const auto refused = SignedList(simulator.http(), kSecond, SimulatorClient::kKey);
  CHECK(refused->status == 403);
  CHECK(refused->body.find("workspace:session:listSessions") != std::string::npos);
  CHECK(SignedList(simulator.http(), simulator.project(), SimulatorClient::kKey)->status == 200);
}

}  // namespace workspace_exporter
