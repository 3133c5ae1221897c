#pragma once

#include <set>
#include <string>
#include <vector>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include "simulator/simulator.h"

namespace workspace_exporter {

/// A simulator of its own on a free port, and a client that knows the static token and the permanent key.
class SimulatorClient final {
 public:
  static constexpr const char* kToken = "a-static-token";

  static inline const simulator::AccessKey kKey = {.id = "PermanentKey", .secret = "a secret", .security_token = ""};

  explicit SimulatorClient(const nlohmann::json& settings = nlohmann::json::object(),
                           const std::vector<std::string>& more_projects = {})
      : simulator_(Options(settings, more_projects)), client_("http://" + simulator_.address()) {
    client_.set_keep_alive(true);
    client_.set_read_timeout(5);
  }

  const std::string& project() const { return account_.projects.front(); }
  std::string address() const { return simulator_.address(); }
  httplib::Client& http() { return client_; }

  /// A page of the window that holds every session, with more parameters after it.
  httplib::Result List(const std::string& more = "", const std::string& token = kToken) {
    return Get("query_begin_time=2000-01-01T00:00:00.000Z&query_end_time=2099-01-01T00:00:00.000Z&" + more, token);
  }
  httplib::Result Get(const std::string& query, const std::string& token = kToken) {
    return client_.Get("/v1/" + project() + "/session/list-sessions?" + query, {{"X-Auth-Token", token}});
  }
  nlohmann::json Page(const std::string& more = "") { return nlohmann::json::parse(List(more)->body); }

  /// The ids of a whole listing, page by page; those that come twice are there twice.
  std::multiset<std::string> AllIds(const std::string& more = "") {
    std::multiset<std::string> ids;
    for (std::int64_t offset = 0, count = 1; offset < count; offset += 100) {
      const nlohmann::json page = Page("limit=100&offset=" + std::to_string(offset) + "&" + more);
      count = page.at("count").get<std::int64_t>();
      for (const auto& item : page.at("items")) ids.insert(item.at("id").get<std::string>());
    }
    return ids;
  }

  nlohmann::json ControlGet(const std::string& call) {
    return nlohmann::json::parse(client_.Get("/_control/" + call)->body);
  }
  nlohmann::json Control(const std::string& call, const nlohmann::json& body = nlohmann::json::object()) {
    return nlohmann::json::parse(client_.Post("/_control/" + call, body.dump(), "application/json")->body);
  }
  nlohmann::json Truth() { return ControlGet("sessions").at("sessions"); }

  httplib::Result SignIn(const std::string& password = "example-password") {
    const nlohmann::json user = {
        {"name", account_.user}, {"password", password}, {"domain", {{"name", account_.domain}}}};
    const nlohmann::json identity = {{"methods", {"password"}}, {"password", {{"user", user}}}};
    const nlohmann::json scope = {{"project", {{"id", project()}}}};
    const nlohmann::json body = {{"auth", {{"identity", identity}, {"scope", scope}}}};
    return client_.Post("/v3/auth/tokens?nocatalog=true", body.dump(), "application/json;charset=utf8");
  }

 private:
  static simulator::SimulatorOptions Options(const nlohmann::json& settings,
                                             const std::vector<std::string>& more_projects) {
    simulator::SimulatorOptions options;
    options.account.static_token = kToken;
    options.account.access_key = kKey;
    auto& projects = options.account.projects;
    projects.insert(projects.end(), more_projects.begin(), more_projects.end());
    options.settings = simulator::Changed({}, settings);
    return options;
  }

  simulator::Account account_;
  simulator::Simulator simulator_;
  httplib::Client client_;
};

}  // namespace workspace_exporter
