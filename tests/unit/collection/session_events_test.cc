#include "collection/session_events.h"

#include <memory>

#include <doctest/doctest.h>

#include "support/listing_builder.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

constexpr WallTime kNow{std::chrono::hours(1'000'000)};

/// Both listings of these sessions, the live ones read first.
Snapshot SnapshotOf(const std::vector<TestSession>& all) {
  std::vector<TestSession> live;
  for (const TestSession& session : all) {
    if (IsLive(session.state)) live.push_back(session);
  }
  return {.live = std::make_shared<const Listing>(ListingOf(live, kNow - 7 * 24h, 1)),
          .every_state = std::make_shared<const Listing>(ListingOf(all, kNow - 24h, 2))};
}

/// All that happened, whatever the labels.
EventCounts Between(const std::vector<TestSession>& before, const std::vector<TestSession>& after) {
  EventCounts sum;
  for (const auto& [labels, counts] : FindEvents(SnapshotOf(before), SnapshotOf(after), {})) {
    sum.started += counts.started;
    sum.ended += counts.ended;
    sum.failed += counts.failed;
    sum.durations.insert(sum.durations.end(), counts.durations.begin(), counts.durations.end());
    sum.connect_times.insert(sum.connect_times.end(), counts.connect_times.begin(), counts.connect_times.end());
  }
  return sum;
}

TestSession Session(SessionState state, std::string id = "a") {
  const bool has_end = state == kSignedOut;
  return {.id = std::move(id),
          .state = state,
          .times = {.start = kNow - 60min, .pre_connect = kNow - 60min - 8s},
          .end = has_end ? kNow - 15min : kNoTime};
}

TEST_CASE("a session counts as started once, when it is first seen") {
  CHECK(Between({}, {Session(kAppcInit)}).started == 1);
  CHECK(Between({}, {Session(kSignedOut)}).started == 1);
  CHECK(Between({Session(kAppcInit)}, {Session(kActive)}).started == 0);
  CHECK(Between({Session(kActive, "b")}, {Session(kActive, "b"), Session(kActive, "c")}).started == 1);
}

TEST_CASE("reaching SignedOut and InitFail counts, staying there does not") {
  CHECK(Between({Session(kActive)}, {Session(kSignedOut)}).ended == 1);
  CHECK(Between({}, {Session(kSignedOut)}).ended == 1);
  CHECK(Between({Session(kSignedOut)}, {Session(kSignedOut)}).ended == 0);
  CHECK(Between({Session(kAppcInit)}, {Session(kInitFail)}).failed == 1);
  CHECK(Between({Session(kInitFail)}, {Session(kInitFail)}).failed == 0);
  CHECK(Between({Session(kActive)}, {Session(kDisconnected)}).ended == 0);
}

TEST_CASE("a session that started before the ended ones' listing begins has ended when it is no longer live") {
  TestSession old = Session(kActive);
  old.times.start = kNow - 30h;
  const auto between = [&](const std::vector<TestSession>& live_before, const std::vector<TestSession>& live_after) {
    const auto snapshot = [](const std::vector<TestSession>& live) {
      return Snapshot{
          .live = std::make_shared<const Listing>(ListingOf(live, kNow - 7 * 24h, 1)),
          .every_state = std::make_shared<const Listing>(ListingOf({Session(kSignedOut, "z")}, kNow - 24h, 2))};
    };
    std::uint64_t ended = 0;
    for (const auto& [labels, counts] : FindEvents(snapshot(live_before), snapshot(live_after), {})) {
      ended += counts.ended;
      CHECK(counts.durations.empty());
    }
    return ended;
  };
  CHECK(between({old}, {}) == 1);
  CHECK(between({old, Session(kActive, "b")}, {Session(kActive, "b")}) == 1);
  CHECK(between({old}, {old}) == 0);
  old.state = kAppcInit;
  CHECK(between({old}, {}) == 0);
  old.state = kDisconnected;
  old.times.start = kNow - 8 * 24h;  // nor do the live ones show it any more
  CHECK(between({old}, {}) == 0);
  old.times.start = kNow - 1h;  // it should be among the ended ones
  CHECK(between({old}, {}) == 0);
}

TEST_CASE("an ended session has a duration, once it is known") {
  CHECK(Between({Session(kActive)}, {Session(kSignedOut)}).durations == std::vector<std::uint32_t>{45 * 60'000});
  CHECK(Between({Session(kSignedOut)}, {Session(kSignedOut)}).durations.empty());
  TestSession without_end = Session(kSignedOut);
  without_end.end = kNoTime;
  CHECK(Between({Session(kActive)}, {without_end}).durations.empty());
  CHECK(Between({without_end}, {Session(kSignedOut)}).durations.size() == 1);
  CHECK(Between({without_end}, {Session(kSignedOut)}).ended == 0);
}

TEST_CASE("a session connects once, when it is first seen in a state that it can only connect to") {
  const std::vector<std::int64_t> eight_seconds = {8000};
  CHECK(Between({Session(kAppcInit)}, {Session(kActive)}).connect_times == eight_seconds);
  CHECK(Between({}, {Session(kSignedOut)}).connect_times == eight_seconds);
  CHECK(Between({}, {Session(kAppcInit)}).connect_times.empty());
  CHECK(Between({Session(kActive)}, {Session(kDisconnected)}).connect_times.empty());
  CHECK(Between({Session(kAppcInit)}, {Session(kInitFail)}).connect_times.empty());
}

TEST_CASE("where counting begins nothing has happened, but the label sets are there") {
  const SessionEvents events = FindEvents({}, SnapshotOf({Session(kActive), Session(kSignedOut, "b")}), {});
  REQUIRE(events.size() == 1);
  CHECK(events.begin()->second.started == 0);
  CHECK(events.begin()->second.durations.empty());
}

TEST_CASE("events are told apart by group, client type and code, under the newest name of the group") {
  TestSession old_name = Session(kActive);
  old_name.group = "old";
  TestSession failed = Session(kInitFail, "b");
  failed.failed_code = "WKS.1";
  failed.times.last_update = kNow;
  const SessionEvents events = FindEvents(SnapshotOf({}), SnapshotOf({old_name, failed}), {});
  REQUIRE(events.size() == 2);
  for (const auto& [labels, counts] : events) {
    CHECK(labels.Get(SessionLabel::kServerGroup) == "g");
    CHECK(counts.failed == (labels.Get(SessionLabel::kFailedCode) == "WKS.1" ? 1 : 0));
  }
}

TEST_CASE("groups that are not shown have no events") {
  const TallyOptions options{.group_is_shown = [](std::string_view name) { return name != "g"; }};
  CHECK(FindEvents(SnapshotOf({}), SnapshotOf({Session(kActive)}), options).empty());
}

}  // namespace
}  // namespace workspace_exporter
