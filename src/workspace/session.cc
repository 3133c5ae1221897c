#include "workspace/session.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

constexpr std::array<std::string_view, kSessionStateCount> kStateNames = {"Active",    "Disconnected", "AppcInit",
                                                                          "SignedOut", "InitFail",     "_other"};
constexpr std::array<std::string_view, kSessionLabelCount> kLabelNames = {
    "server_group",  "server_group_id", "client_type",    "failed_code",   "app_name",
    "protocol_type", "session_type",    "client_version", "agent_version", "machine_name"};

}  // namespace

std::string_view Name(SessionState state) { return kStateNames[static_cast<std::size_t>(state)]; }

SessionState ParseSessionState(std::string_view text) {
  if (text == "Disconnecte") return SessionState::kDisconnected;
  const auto found = std::ranges::find(kStateNames, text);
  if (found == kStateNames.end()) return SessionState::kOther;
  return static_cast<SessionState>(found - kStateNames.begin());
}

bool IsLive(SessionState state) { return std::ranges::find(kLiveStates, state) != kLiveStates.end(); }

std::string_view Name(SessionLabel label) { return kLabelNames[static_cast<std::size_t>(label)]; }

std::optional<SessionLabel> ParseSessionLabel(std::string_view name) {
  const auto found = std::ranges::find(kLabelNames, name);
  if (found == kLabelNames.end()) return std::nullopt;
  return static_cast<SessionLabel>(found - kLabelNames.begin());
}

}  // namespace workspace_exporter
