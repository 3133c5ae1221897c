#pragma once

#include <string>
#include <utility>

#include "collection/listing.h"

namespace workspace_exporter {

/// What a test says of a session; the rest is as of any session.
struct TestSession {
  std::string id;
  SessionState state = SessionState::kActive;
  std::string group = "g";
  std::string group_id = "1";
  std::string client_type = "Windows";
  std::string failed_code = {};
  SessionTimes times = {};
  WallTime end = kNoTime;
  std::uint64_t user = 0;
  std::uint64_t server = 0;
};

inline SessionRow RowOf(const TestSession& session) {
  SessionRow row;
  row.key.low = std::hash<std::string>()(session.id);
  row.state = session.state;
  row.times = session.times;
  row.end = session.end;
  row.user = session.user;
  row.server = session.server;
  row.labels[static_cast<std::size_t>(SessionLabel::kServerGroup)] = session.group;
  row.labels[static_cast<std::size_t>(SessionLabel::kServerGroupId)] = session.group_id;
  row.labels[static_cast<std::size_t>(SessionLabel::kClientType)] = session.client_type;
  row.labels[static_cast<std::size_t>(SessionLabel::kFailedCode)] = session.failed_code;
  return row;
}

inline const std::vector<SessionLabel> kDefaultLabels = {SessionLabel::kServerGroup, SessionLabel::kServerGroupId,
                                                         SessionLabel::kClientType, SessionLabel::kFailedCode};

/// The whole listing of these sessions, of a window that begins then, complete at that second of the clock.
inline Listing ListingOf(const std::vector<TestSession>& sessions, WallTime begin, int completed_second) {
  LabelPool labels(kDefaultLabels);
  PageChain chain(100, labels);
  SessionPage page{.count = sessions.size()};
  for (const TestSession& session : sessions) page.rows.push_back(RowOf(session));
  for (auto stretches = chain.Next(); !stretches.empty(); stretches = chain.Next()) chain.Add(*stretches[0], page);
  Listing listing{.query = {.begin = begin}, .labels = std::move(labels), .proof = chain.proof()};
  listing.records = std::move(chain).TakeRecords();
  listing.completed = SteadyTime(std::chrono::seconds(completed_second));
  listing.completed_at = WallTime(std::chrono::seconds(completed_second));
  return listing;
}

}  // namespace workspace_exporter
