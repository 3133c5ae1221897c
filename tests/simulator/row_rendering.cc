#include "simulator/row_rendering.h"

#include <fmt/format.h>

#include "simulator/derived_fields.h"

namespace workspace_exporter::simulator {
namespace {

/// Writes the fields of one object, each as the session would have it or as it is sent otherwise.
class RowWriter final {
 public:
  explicit RowWriter(const Session& session) : session_(session), written_(session.raw.size()) { json_.reserve(1200); }

  void Token(std::string_view name, std::string_view token) {
    for (std::size_t index = 0; index < session_.raw.size(); ++index) {
      if (session_.raw[index].name != name) continue;
      written_[index] = true;
      token = session_.raw[index].value.token;
    }
    Append(name, token);
  }
  /// Text that needs no escapes.
  void Plain(std::string_view name, std::string_view text) {
    scratch_.assign(1, '"').append(text).push_back('"');
    Token(name, scratch_);
  }
  std::string Finish() {
    AppendUnknown();
    json_.push_back('}');
    return std::move(json_);
  }

 private:
  void Append(std::string_view name, std::string_view token) {
    if (token.empty()) return;
    json_.push_back(json_.empty() ? '{' : ',');
    json_.append(1, '"').append(name).append("\":").append(token);
  }
  /// The fields that the API does not know; those that it knows have been written.
  void AppendUnknown() {
    for (std::size_t index = 0; index < session_.raw.size(); ++index) {
      if (!written_[index]) Append(session_.raw[index].name, session_.raw[index].value.token);
    }
  }

  const Session& session_;
  std::string json_;
  std::string scratch_;
  std::vector<bool> written_;
};

}  // namespace

std::string RenderRow(const Session& session, const Catalogue& catalogue) {
  const Group& group = catalogue.groups[session.group];
  const Machine& machine = catalogue.machines[session.machine];
  const Failure& failure = catalogue.failures[session.failure];
  const Text& user = catalogue.users[session.user];
  const DerivedFields derived = Derive(session);
  RowWriter row(session);
  row.Plain("id", session.id);
  row.Plain("session_stamp", fmt::format("{}-{}-HDP-{}", machine.sid, derived.stamp_user, derived.os_session_id));
  row.Plain("os_session_id", derived.os_session_id);
  row.Plain("protocol_type", "HDP");
  row.Token("login_user", user.token);
  row.Plain("session_type", derived.session_type);
  row.Plain("app_server_group_id", group.id);
  row.Token("app_server_group_name", group.names[session.group_name].token);
  row.Token("pre_conn_time", ToToken(session.pre_conn));
  row.Token("start_time", ToToken(session.start));
  row.Token("end_time", ToToken(session.end));
  row.Token("last_update_status_time", ToToken(session.last_update));
  row.Token("status_continue_time", "");
  row.Plain("machine_sid", machine.sid);
  row.Plain("machine_name", machine.name);
  row.Plain("session_state", NameOf(session.state));
  row.Plain("app_name", derived.app_name);
  row.Plain("client_mac", derived.client_mac);
  row.Plain("client_name", derived.client_name);
  row.Plain("client_ip", derived.client_ip);
  row.Plain("public_ip", derived.public_ip);
  row.Plain("client_version", derived.client_version);
  row.Token("client_type", catalogue.client_types[session.client_type].token);
  row.Plain("agent_version", derived.agent_version);
  row.Plain("vm_ip", machine.ip);
  row.Plain("failed_reason", failure.reason);
  row.Token("failed_code", failure.code.token);
  row.Plain("tenant_id", "0a8b2f6c4d1e4f7a9b3c5d7e9f1a2b3c");
  row.Plain("primary_server_group_id", group.id);
  row.Plain("secondary_server_group_id", "");
  return row.Finish();
}

}  // namespace workspace_exporter::simulator
