#include "simulator/control_api.h"

#include <stdexcept>

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

const json kDone = {{"ok", true}};

Response AsJson(int status, const json& body) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}},
          .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

double NumberParameter(const Request& request, std::string_view name, double otherwise) {
  const std::string* text = Find(request.parameters, name);
  return text == nullptr ? otherwise : std::stod(*text);
}

/// Of the parameter `project`; without it the first.
std::shared_ptr<World> WorldOf(const Request& request, const Worlds& worlds) {
  const std::string* project = Find(request.parameters, "project");
  if (project == nullptr) return worlds.Of("");
  if (!worlds.Knows(*project)) throw std::invalid_argument("project: not known");
  return worlds.Of(*project);
}

}  // namespace

Response ControlApi::Answer(const Request& request) {
  try {
    json answer;
    if (request.method == "GET") answer = Read(request);
    if (request.method == "POST") answer = Write(request, request.body.empty() ? json() : json::parse(request.body));
    if (request.method == "DELETE") answer = Delete(request);
    if (answer.is_null()) return AsJson(404, {{"error", "no such control call"}});
    return AsJson(200, answer);
  } catch (const std::exception& error) {
    return AsJson(400, {{"error", error.what()}});
  }
}

json ControlApi::Read(const Request& request) {
  if (request.path == "/_control/sessions") return WorldOf(request, worlds_)->Sessions();
  if (request.path == "/_control/changes") {
    return WorldOf(request, worlds_)->Changes(static_cast<std::uint64_t>(NumberParameter(request, "since", 0)));
  }
  if (request.path == "/_control/config") return ToJson(worlds_.settings());
  if (request.path == "/_control/faults") return faults_.ToJson();
  if (request.path == "/_control/requests") return Requests();
  return nullptr;
}

json ControlApi::Write(const Request& request, const json& body) {
  if (request.path == "/_control/step") return worlds_.Step(NumberParameter(request, "seconds", 1));
  if (request.path == "/_control/config") {
    worlds_.Configure(body);
    return ToJson(worlds_.settings());
  }
  if (request.path == "/_control/faults") {
    faults_.Add(body);
  } else if (request.path == "/_control/reset-requests") {
    log_.Reset();
    quota_.Reset();
  } else if (!ChangeSessions(request, body) && !ChangeIssuers(request, body)) {
    return nullptr;
  }
  return kDone;
}

bool ControlApi::ChangeSessions(const Request& request, const json& body) {
  if (request.path == "/_control/sessions") {
    WorldOf(request, worlds_)->Put(body);
  } else if (request.path == "/_control/rename-group") {
    WorldOf(request, worlds_)->RenameGroup(body.at("group_id").get<std::string>(), body.at("name").get<std::string>());
  } else {
    return false;
  }
  return true;
}

bool ControlApi::ChangeIssuers(const Request& request, const json& body) {
  if (request.path == "/_control/iam") {
    if (body.contains("password")) issuers_.iam.SetPassword(body.at("password").get<std::string>());
    if (body.contains("token")) issuers_.iam.SetStaticToken(body.at("token").get<std::string>());
  } else if (request.path == "/_control/keys") {
    issuers_.keys.ReplacePermanent({.id = body.at("access_key").get<std::string>(),
                                    .secret = body.at("secret_key").get<std::string>(),
                                    .security_token = body.value("security_token", "")});
  } else if (request.path == "/_control/revoke-keys") {
    issuers_.keys.EndTemporary();
  } else if (request.path == "/_control/revoke-tokens") {
    issuers_.iam.RevokeAll();
    issuers_.metadata.RevokeTokens();
  } else {
    return false;
  }
  return true;
}

json ControlApi::Delete(const Request& request) {
  if (request.path == "/_control/faults") {
    faults_.Clear();
    return kDone;
  }
  const std::string* id = Find(request.parameters, "id");
  if (request.path != "/_control/sessions" || id == nullptr) return nullptr;
  WorldOf(request, worlds_)->Remove(*id);
  return kDone;
}

json ControlApi::Requests() const {
  json log = log_.ToJson();
  log["quota_peak"] = quota_.peak();
  return log;
}

}  // namespace workspace_exporter::simulator
