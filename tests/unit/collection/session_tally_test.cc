#include "collection/session_tally.h"

#include <map>
#include <tuple>

#include <doctest/doctest.h>

#include "support/listing_builder.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

constexpr WallTime kTallied{std::chrono::hours(1'000'000)};
constexpr WallTime kDayAgo = kTallied - 24h;
constexpr WallTime kWeekAgo = kTallied - 7 * 24h;

const TallyOptions kOptions{.group_by = kDefaultLabels, .overdue = {{kAppcInit, 5min}, {kDisconnected, 8h}}};

/// state, group, failed_code → sessions, without the zeros.
using Counts = std::map<std::tuple<SessionState, std::string, std::string>, std::uint64_t>;

Counts CountsOf(const SessionTally& tally) {
  Counts counts;
  for (const SessionCount& count : tally.counts) {
    for (std::size_t i = 0; i < kSessionStateCount; ++i) {
      if (count.by_state[i] == 0) continue;
      counts[{static_cast<SessionState>(i), std::string(count.labels.Get(SessionLabel::kServerGroup)),
              std::string(count.labels.Get(SessionLabel::kFailedCode))}] += count.by_state[i];
    }
  }
  return counts;
}

Counts Count(const Listing* live, const Listing* every_state) {
  return CountsOf(TallySessions(live, every_state, kOptions, kTallied));
}

SessionTimes StartedAgo(Milliseconds ago, Milliseconds updated_ago = -1ms) {
  return {.start = kTallied - ago, .last_update = updated_ago < 0ms ? kNoTime : kTallied - updated_ago};
}

TEST_CASE("live sessions count from the live listing, ended ones from that of every state, each within its look-back") {
  const Listing live = ListingOf({{.id = "a", .times = StartedAgo(72h)},
                                  {.id = "b", .times = StartedAgo(1h)},
                                  {.id = "older than the window", .times = StartedAgo(8 * 24h)}},
                                 kWeekAgo, 1);
  const Listing ended = ListingOf({{.id = "b", .times = StartedAgo(1h)},
                                   {.id = "c", .state = kSignedOut, .times = StartedAgo(2h)},
                                   {.id = "d", .state = kInitFail, .failed_code = "WKS.1", .times = StartedAgo(3h)},
                                   {.id = "e", .state = kOther, .times = StartedAgo(3h)},
                                   {.id = "f", .state = kSignedOut, .times = StartedAgo(25h)}},
                                  kDayAgo, 2);
  CHECK(Count(&live, &ended) == Counts{{{kActive, "g", ""}, 2},
                                       {{kSignedOut, "g", ""}, 1},
                                       {{kInitFail, "g", "WKS.1"}, 1},
                                       {{kOther, "g", ""}, 1}});
  CHECK(TallySessions(&live, &ended, kOptions, kTallied).unknown_state == 1);
  CHECK(Count(&live, nullptr) == Counts{{{kActive, "g", ""}, 2}});
  CHECK(Count(nullptr, &ended) ==
        Counts{{{kSignedOut, "g", ""}, 1}, {{kInitFail, "g", "WKS.1"}, 1}, {{kOther, "g", ""}, 1}});
  CHECK(Count(nullptr, nullptr).empty());
}

TEST_CASE("a session in both listings counts once, by its newest record") {
  const auto one = [](SessionState in_live, Milliseconds live_ago, SessionState in_ended, Milliseconds ended_ago,
                      bool ended_is_later) {
    const Listing live =
        ListingOf({{.id = "a", .state = in_live, .times = StartedAgo(1h, live_ago)}}, kWeekAgo, ended_is_later ? 1 : 3);
    const Listing ended = ListingOf({{.id = "a", .state = in_ended, .times = StartedAgo(1h, ended_ago)}}, kDayAgo, 2);
    const Counts counts = Count(&live, &ended);
    REQUIRE(counts.size() == 1);
    return std::get<0>(counts.begin()->first);
  };
  // The greater last_update_status_time, whichever listing was later.
  CHECK(one(kActive, 5min, kSignedOut, 1min, true) == kSignedOut);
  CHECK(one(kActive, 5min, kSignedOut, 1min, false) == kSignedOut);
  CHECK(one(kActive, 1min, kDisconnected, 5min, true) == kActive);
  // Else an ended state.
  CHECK(one(kActive, 1min, kSignedOut, 1min, false) == kSignedOut);
  // Else the later listing.
  CHECK(one(kActive, 1min, kDisconnected, 1min, true) == kDisconnected);
  CHECK(one(kActive, 1min, kDisconnected, 1min, false) == kActive);
}

TEST_CASE("a live session that only an older listing of every state has seen is over") {
  const std::vector<TestSession> sessions = {{.id = "a", .times = StartedAgo(1h)}};
  const Listing empty_live_before = ListingOf({}, kWeekAgo, 1);
  const Listing ended = ListingOf(sessions, kDayAgo, 2);
  const Listing empty_live_after = ListingOf({}, kWeekAgo, 3);
  CHECK(Count(&empty_live_before, &ended) == Counts{{{kActive, "g", ""}, 1}});
  CHECK(Count(&empty_live_after, &ended).empty());
}

TEST_CASE("a session without a start counts by its pre-connection, and without both as if it had just started") {
  const Listing live = ListingOf({{.id = "a", .times = {.pre_connect = kTallied - 1h}},
                                  {.id = "b", .times = {.pre_connect = kTallied - 8 * 24h}},
                                  {.id = "c", .state = kAppcInit}},
                                 kWeekAgo, 1);
  CHECK(Count(&live, nullptr) == Counts{{{kActive, "g", ""}, 1}, {{kAppcInit, "g", ""}, 1}});
}

TEST_CASE("the newest name of a group's id holds for all its sessions, and decides whether the group is shown") {
  const Listing live = ListingOf({{.id = "a", .group = "old", .times = StartedAgo(2h, 2h)},
                                  {.id = "b", .group = "new", .times = StartedAgo(1h, 1h)},
                                  {.id = "c", .group = "other", .group_id = "2", .times = StartedAgo(1h, 1h)}},
                                 kWeekAgo, 1);
  CHECK(Count(&live, nullptr) == Counts{{{kActive, "new", ""}, 2}, {{kActive, "other", ""}, 1}});
  TallyOptions options = kOptions;
  options.group_is_shown = [](std::string_view name) { return name == "new"; };
  CHECK(CountsOf(TallySessions(&live, nullptr, options, kTallied)) == Counts{{{kActive, "new", ""}, 2}});
  CHECK(TallySessions(&live, nullptr, options, kTallied).groups.size() == 1);
}

TEST_CASE("counts are told apart by the labels asked for, and by no others") {
  const Listing live = ListingOf({{.id = "a", .client_type = "Mac", .times = StartedAgo(1h)},
                                  {.id = "b", .client_type = "Windows", .times = StartedAgo(1h)}},
                                 kWeekAgo, 1);
  TallyOptions options;
  CHECK(TallySessions(&live, nullptr, options, kTallied).counts.size() == 1);
  options.group_by = {SessionLabel::kClientType};
  CHECK(TallySessions(&live, nullptr, options, kTallied).counts.size() == 2);
}

TEST_CASE("ages tell the oldest of each live state, and who is overdue") {
  const Listing live = ListingOf({{.id = "a", .state = kDisconnected, .times = StartedAgo(20h, 9h)},
                                  {.id = "b", .state = kDisconnected, .times = StartedAgo(30h, 1h)},
                                  {.id = "c", .state = kAppcInit, .times = {.pre_connect = kTallied - 6min}},
                                  {.id = "d", .state = kAppcInit}},
                                 kWeekAgo, 1);
  const SessionTally tally = TallySessions(&live, nullptr, kOptions, kTallied);
  REQUIRE(tally.groups.size() == 1);
  const auto& [active, disconnected, starting] = tally.groups[0].by_state;
  CHECK(active.oldest_start == kNoTime);
  CHECK(disconnected.oldest_start == kTallied - 30h);
  CHECK(disconnected.oldest_change == kTallied - 9h);
  CHECK(disconnected.overdue == 1);
  CHECK(starting.oldest_start == kTallied - 6min);
  CHECK(starting.overdue == 1);
}

TEST_CASE("users and servers count once each, of live sessions alone, in all and by group") {
  const Listing live = ListingOf({{.id = "a", .times = StartedAgo(1h), .user = 1, .server = 7},
                                  {.id = "b", .times = StartedAgo(1h), .user = 1, .server = 8},
                                  {.id = "c", .group = "h", .group_id = "2", .times = StartedAgo(1h), .user = 1},
                                  {.id = "d", .times = StartedAgo(1h), .user = 2, .server = 7},
                                  {.id = "e", .times = StartedAgo(1h)}},
                                 kWeekAgo, 1);
  const Listing ended =
      ListingOf({{.id = "f", .state = kSignedOut, .times = StartedAgo(1h), .user = 3, .server = 9}}, kDayAgo, 2);
  const SessionTally tally = TallySessions(&live, &ended, kOptions, kTallied);
  CHECK(tally.users == 2);
  REQUIRE(tally.groups.size() == 2);
  using Hashes = std::vector<std::uint64_t>;
  CHECK(tally.groups[0].users == Hashes{1, 2});
  CHECK(tally.groups[0].servers == Hashes{7, 8});
  CHECK(tally.groups[1].users == Hashes{1});
  CHECK(tally.groups[1].servers.empty());
}

}  // namespace
}  // namespace workspace_exporter
