#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace workspace_exporter {

/// session_state as the API documents it; kOther is whatever else it says.
enum class SessionState : std::uint8_t { kActive, kDisconnected, kAppcInit, kSignedOut, kInitFail, kOther };
inline constexpr std::size_t kSessionStateCount = 6;
inline constexpr std::array kLiveStates = {SessionState::kActive, SessionState::kDisconnected, SessionState::kAppcInit};
inline constexpr std::array kEndedStates = {SessionState::kSignedOut, SessionState::kInitFail};

/// The label value: as documented, "_other" for kOther.
std::string_view Name(SessionState state);
/// kOther for what is not documented. "Disconnecte" is how one page of the API's documentation spells Disconnected.
SessionState ParseSessionState(std::string_view text);
/// A session that still occupies its server.
bool IsLive(SessionState state);

/// What a session can be grouped by, beside its state.
enum class SessionLabel : std::uint8_t {
  kServerGroup,
  kServerGroupId,
  kClientType,
  kFailedCode,
  kAppName,
  kProtocolType,
  kSessionType,
  kClientVersion,
  kAgentVersion,
  kMachineName,
};
inline constexpr std::size_t kSessionLabelCount = 10;

/// The name of the label in the exposition, such as "server_group_id".
std::string_view Name(SessionLabel label);
/// Nothing for a name that is no label.
std::optional<SessionLabel> ParseSessionLabel(std::string_view name);

/// Stands for a time that the API did not give.
inline constexpr WallTime kNoTime = WallTime::min();

/// Identifies a session without holding its id: a 128-bit hash.
struct SessionKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const SessionKey&) const = default;
};

/// The times of a session, each kNoTime where the API gives none.
struct SessionTimes {
  WallTime start = kNoTime;
  WallTime pre_connect = kNoTime;
  WallTime last_update = kNoTime;
  bool operator==(const SessionTimes&) const = default;
};

/// One item of list-sessions: what is used of it. Label values are valid UTF-8 of at most 128 bytes, empty where the
/// API gives none; failed_code is empty where there is no failure.
struct SessionRow {
  SessionKey key = {};
  SessionState state = SessionState::kOther;
  SessionTimes times = {};
  WallTime end = kNoTime;
  std::uint64_t user = 0;    ///< a keyed hash of login_user, so that users can be counted and not named; 0: none given
  std::uint64_t server = 0;  ///< the same of machine_sid, where that is absent of machine_name
  std::array<std::string_view, kSessionLabelCount> labels = {};  ///< into SessionPage::text

  std::string_view Label(SessionLabel label) const { return labels[static_cast<std::size_t>(label)]; }
};

/// One answer of list-sessions.
struct SessionPage {
  std::uint64_t count = 0;  ///< how many rows match the query in all, as the API says
  std::vector<SessionRow> rows = {};
  std::vector<char> text = {};  ///< what the rows' labels point into; moves with the page, and is never copied
};

}  // namespace workspace_exporter
