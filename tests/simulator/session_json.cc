#include "simulator/session_json.h"

#include <algorithm>
#include <stdexcept>

#include "simulator/derived_fields.h"

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

json TimeOrNull(const Stamp& stamp) {
  const auto told = Told(stamp);
  return told ? json(*told) : json(nullptr);
}

std::string Sent(const Session& session, std::string_view name, std::string_view plain) {
  const Text* raw = FindRaw(session, name);
  return raw == nullptr ? std::string(plain) : raw->text;
}

void AddRawBytes(json& raw, std::string_view name, const Text& value) {
  if (value.token != MakeText(value.text).token) raw[std::string(name)] = ToHex(value.token);
}

json RawBytes(const Session& session, const Catalogue& catalogue) {
  json raw = json::object();
  AddRawBytes(raw, "app_server_group_name", catalogue.groups[session.group].names[session.group_name]);
  AddRawBytes(raw, "client_type", catalogue.client_types[session.client_type]);
  AddRawBytes(raw, "failed_code", catalogue.failures[session.failure].code);
  AddRawBytes(raw, "login_user", catalogue.users[session.user]);
  for (const RawField& field : session.raw) raw[field.name] = ToHex(field.value.token);
  return raw;
}

void SetTime(const json& source, const char* name, Stamp& stamp) {
  const auto found = source.find(name);
  if (found == source.end()) return;
  stamp = MakeStamp(found->is_null() ? std::nullopt : std::optional(found->get<EpochMs>()), TimeStyle::kMilliseconds);
}

State StateFrom(const json& name) {
  const auto found = std::ranges::find(kStateNames, name.get<std::string>());
  if (found == std::end(kStateNames)) throw std::invalid_argument("state: not a documented one, and not _other");
  return static_cast<State>(found - std::begin(kStateNames));
}

void SetReferences(const json& source, Catalogue& catalogue, Session& session) {
  const auto text = [&source](const char* name) { return source.at(name).get<std::string>(); };
  if (source.contains("group_id")) {
    session.group = FindOrAddGroup(catalogue, text("group_id"));
    if (catalogue.groups[session.group].names.empty()) catalogue.groups[session.group].names.push_back(MakeText(""));
    session.group_name = catalogue.groups[session.group].names.size() - 1;
  }
  if (source.contains("group_name")) {
    session.group_name = FindOrAdd(catalogue.groups[session.group].names, text("group_name"));
  }
  if (source.contains("client_type")) session.client_type = FindOrAdd(catalogue.client_types, text("client_type"));
  if (source.contains("failed_code")) session.failure = FindOrAddFailure(catalogue, text("failed_code"));
  if (source.contains("user")) session.user = FindOrAdd(catalogue.users, text("user"));
  if (source.contains("machine")) session.machine = FindOrAddMachine(catalogue, text("machine"));
}

}  // namespace

json ToJson(const Session& session, const Catalogue& catalogue) {
  const Failure& failure = catalogue.failures[session.failure];
  const Machine& machine = catalogue.machines[session.machine];
  const DerivedFields derived = Derive(session);
  return {{"key", session.id},
          {"id", Sent(session, "id", session.id)},
          {"state", NameOf(session.state)},
          {"state_sent", Sent(session, "session_state", NameOf(session.state))},
          {"group_id", catalogue.groups[session.group].id},
          {"group_name", catalogue.groups[session.group].names[session.group_name].text},
          {"client_type", catalogue.client_types[session.client_type].text},
          {"failed_code", failure.is_failure ? failure.code.text : ""},
          {"failed_code_sent", failure.code.text},
          {"start", TimeOrNull(session.start)},
          {"pre_conn", TimeOrNull(session.pre_conn)},
          {"end", TimeOrNull(session.end)},
          {"last_update", TimeOrNull(session.last_update)},
          {"window_start", session.start.at.value_or(session.pre_conn.at.value_or(0))},
          {"user", catalogue.users[session.user].text},
          {"machine", Sent(session, "machine_name", machine.name)},
          {"vm_ip", machine.ip},
          {"app_name", Sent(session, "app_name", derived.app_name)},
          {"protocol_type", Sent(session, "protocol_type", "HDP")},
          {"session_type", Sent(session, "session_type", derived.session_type)},
          {"client_version", Sent(session, "client_version", derived.client_version)},
          {"agent_version", Sent(session, "agent_version", derived.agent_version)},
          {"version", session.version},
          {"raw", RawBytes(session, catalogue)}};
}

Session FromJson(const json& source, Catalogue& catalogue, const Session* known, EpochMs now) {
  Session session;
  if (known != nullptr) session = *known;
  session.id = source.at("id").get<std::string>();
  if (known == nullptr) {
    session.start = session.pre_conn = session.last_update = MakeStamp(now, TimeStyle::kMilliseconds);
  }
  if (source.contains("state")) {
    session.state = StateFrom(source.at("state"));
    std::erase_if(session.raw, [](const RawField& field) { return field.name == "session_state"; });
  }
  SetReferences(source, catalogue, session);
  SetTime(source, "start", session.start);
  SetTime(source, "pre_conn", session.pre_conn);
  SetTime(source, "end", session.end);
  SetTime(source, "last_update", session.last_update);
  if (source.contains("raw")) {
    for (const auto& field : source.at("raw").items()) {
      SetRaw(session, field.key(), {.token = field.value().get<std::string>(), .text = ""});
    }
  }
  return session;
}

}  // namespace workspace_exporter::simulator
