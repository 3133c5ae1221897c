#include "simulator/hostile_sessions.h"

namespace workspace_exporter::simulator {
namespace {

TimeStyle PickStyle(Random& random) { return static_cast<TimeStyle>(random.Below(kTimeStyles)); }

void SpoilTimes(Session& session, Random& random) {
  session.pre_conn = MakeStamp(session.pre_conn.at, PickStyle(random));
  session.start = MakeStamp(session.start.at, PickStyle(random));
  session.last_update = MakeStamp(session.last_update.at, PickStyle(random));
  session.end.style = PickStyle(random);
}

/// Sessions that live are the ones whose state an exporter must not lose.
void SpoilState(Session& session, Random& random) {
  if (session.state == State::kDisconnected) {
    SetRaw(session, "session_state", {.token = R"("Disconnecte")", .text = "Disconnecte"});
  } else if (session.state == State::kActive) {
    constexpr std::string_view kUnknown[] = {"Suspended", "active", "ACTIVE ", "Reconnecting", ""};
    session.state = State::kOther;
    SetRaw(session, "session_state", MakeText(kUnknown[random.Below(5)]));
  }
}

void SpoilFields(Session& session, Random& random) {
  const Text other_types[] = {{"null", ""}, {"", ""}, {"2", "2"}, {"true", "true"}, {R"("")", ""}};
  constexpr std::string_view kFields[] = {"os_session_id", "protocol_type", "app_name",      "client_version",
                                          "client_mac",    "agent_version", "failed_reason", "session_type",
                                          "public_ip",     "tenant_id",     "machine_sid",   "client_name"};
  for (const std::string_view field : kFields) {
    if (random.Chance(0.3)) SetRaw(session, field, other_types[random.Below(5)]);
  }
}

void AddFields(Session& session, Random& random) {
  SetRaw(session, "status_continue_time", {.token = random.Chance(0.5) ? "3600" : R"("00:59:59")", .text = ""});
  SetRaw(session, "extension",
         {.token = R"({"items":[1,{"id":null,"session_state":"Active"}],"count":-1})", .text = ""});
  SetRaw(session, "tags", {.token = R"([[],{},1.5e300,"\ud800"])", .text = ""});
}

}  // namespace

void MakeHostile(Session& session, Random& random) {
  switch (random.Below(5)) {
    case 0: SpoilTimes(session, random); break;
    case 1: SpoilState(session, random); break;
    case 2: SpoilFields(session, random); break;
    case 3: AddFields(session, random); break;
    default:
      SpoilTimes(session, random);
      SpoilFields(session, random);
      AddFields(session, random);
      break;
  }
}

}  // namespace workspace_exporter::simulator
