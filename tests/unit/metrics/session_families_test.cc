#include "metrics/session_families.h"

#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "collection/session_tally.h"
#include "support/families.h"
#include "support/listing_builder.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

constexpr WallTime kNow{std::chrono::hours(1'000'000)};
constexpr SteadyTime kSteadyNow{100s};

struct FamiliesBench {
  explicit FamiliesBench(std::size_t series_limit = 5000)
      : sessions{{.project = "p",
                  .group_by = kDefaultLabels,
                  .overdue = {{kDisconnected, 8h}},
                  .series_limit = series_limit,
                  .series_retention = 1h}} {}

  /// The page of a snapshot of these sessions, of which the live ones are listed apart.
  std::vector<prometheus::MetricFamily> Show(const std::vector<TestSession>& all, SteadyTime now,
                                             bool with_ended = true) {
    std::vector<TestSession> living;
    for (const TestSession& session : all) {
      if (IsLive(session.state)) living.push_back(session);
    }
    ProjectView view;
    view.snapshot.live = Complete(living, now);
    if (with_ended) view.snapshot.every_state = Complete(all, now);
    view.snapshot.tally = std::make_shared<const SessionTally>(
        TallySessions(view.snapshot.live.get(), view.snapshot.every_state.get(),
                      {.group_by = kDefaultLabels, .overdue = {{kDisconnected, 8h}}}, kNow));
    return ShowView(view, now);
  }
  std::vector<prometheus::MetricFamily> ShowView(const ProjectView& view, SteadyTime now) {
    last = view;
    FamilySet families;
    sessions.AddTo(families, view, now, 5min);
    return std::move(families).Take();
  }
  static std::shared_ptr<const Listing> Complete(const std::vector<TestSession>& all, SteadyTime now) {
    Listing listing = ListingOf(all, kNow - 24h, 0);
    listing.completed = now;
    return std::make_shared<const Listing>(std::move(listing));
  }

  SessionFamilies sessions;
  ProjectView last;
};

Labels SeriesNamed(const char* state, const char* failed_code = "") {
  Labels labels = {{"project", "p"},
                   {"session_state", state},
                   {"server_group", "g"},
                   {"server_group_id", "1"},
                   {"client_type", "Windows"}};
  if (*failed_code != '\0') labels["failed_code"] = failed_code;
  return labels;
}

std::map<Labels, double> Sessions(const std::vector<prometheus::MetricFamily>& families) {
  return SamplesOf(families, "huaweicloud_workspace_sessions").value_or(std::map<Labels, double>());
}

TEST_CASE("each pair of group and client type has every documented state, 0 where there is none") {
  FamiliesBench bench;
  CHECK(Sessions(bench.Show({{.id = "a"}, {.id = "b", .state = kInitFail, .failed_code = "WKS.1"}}, kSteadyNow)) ==
        std::map<Labels, double>{{SeriesNamed("Active"), 1},
                                 {SeriesNamed("Disconnected"), 0},
                                 {SeriesNamed("AppcInit"), 0},
                                 {SeriesNamed("SignedOut"), 0},
                                 {SeriesNamed("InitFail"), 0},
                                 {SeriesNamed("InitFail", "WKS.1"), 1}});
}

TEST_CASE("without a listing of every state nothing is said of ended sessions, not even 0") {
  FamiliesBench bench;
  const auto families = bench.Show({{.id = "a"}}, kSteadyNow, /*with_ended=*/false);
  CHECK(Sessions(families) == std::map<Labels, double>{{SeriesNamed("Active"), 1},
                                                       {SeriesNamed("Disconnected"), 0},
                                                       {SeriesNamed("AppcInit"), 0}});
  CHECK_FALSE(SamplesOf(families, "huaweicloud_workspace_sessions_of_unknown_state"));
}

TEST_CASE("a combination that has gone is 0 for as long as it is kept, and then absent") {
  FamiliesBench bench;
  bench.Show({{.id = "a"}, {.id = "b", .state = kOther}, {.id = "c", .state = kInitFail, .failed_code = "WKS.1"}},
             kSteadyNow);
  auto sessions = Sessions(bench.Show({{.id = "a"}}, kSteadyNow + 1h));
  CHECK(sessions.at(SeriesNamed("InitFail", "WKS.1")) == 0);
  CHECK(sessions.at(SeriesNamed("_other")) == 0);
  sessions = Sessions(bench.Show({{.id = "a"}}, kSteadyNow + 1h + 1s));
  CHECK_FALSE(sessions.contains(SeriesNamed("InitFail", "WKS.1")));
  CHECK_FALSE(sessions.contains(SeriesNamed("_other")));
  CHECK(sessions.size() == 5);
}

TEST_CASE("figures of a listing that is too old are left out") {
  FamiliesBench bench;
  bench.Show({{.id = "a"}}, kSteadyNow);
  CHECK_FALSE(Sessions(bench.ShowView(bench.last, kSteadyNow + 5min)).empty());
  CHECK(bench.ShowView(bench.last, kSteadyNow + 5min + 1s).empty());
}

TEST_CASE("ages are told of groups with live sessions, and overdue ones of every group") {
  FamiliesBench bench;
  const auto families = bench.Show({{.id = "a", .state = kDisconnected, .times = {.start = kNow - 9h}},
                                    {.id = "b", .state = kSignedOut, .group = "h", .group_id = "2"}},
                                   kSteadyNow);
  const Labels group_g = {
      {"project", "p"}, {"server_group", "g"}, {"server_group_id", "1"}, {"session_state", "Disconnected"}};
  const Labels group_h = {
      {"project", "p"}, {"server_group", "h"}, {"server_group_id", "2"}, {"session_state", "Disconnected"}};
  CHECK(SamplesOf(families, "huaweicloud_workspace_sessions_overdue") ==
        std::map<Labels, double>{{group_g, 1}, {group_h, 0}});
  CHECK(SamplesOf(families, "huaweicloud_workspace_oldest_session_start_timestamp_seconds") ==
        std::map<Labels, double>{{group_g, ToUnixSeconds(kNow - 9h)}});
}

TEST_CASE("over the limit the ages of server groups fold into the oldest, overdue ones into their sum") {
  FamiliesBench bench(1);
  const auto overdue_for = [](const char* group, Milliseconds age) {
    return TestSession{
        .id = group, .state = kDisconnected, .group = group, .group_id = group, .times = {.start = kNow - age}};
  };
  const auto families = bench.Show({overdue_for("a", 9h), overdue_for("b", 10h), overdue_for("c", 11h)}, kSteadyNow);
  const auto group = [](const char* name) {
    return Labels{
        {"project", "p"}, {"server_group", name}, {"server_group_id", name}, {"session_state", "Disconnected"}};
  };
  CHECK(SamplesOf(families, "huaweicloud_workspace_sessions_overdue") ==
        std::map<Labels, double>{{group("a"), 1}, {group("_other"), 2}});
  for (const char* family : {"oldest_session_start", "oldest_state_change"}) {
    CHECK(
        SamplesOf(families, fmt::format("huaweicloud_workspace_{}_timestamp_seconds", family)) ==
        std::map<Labels, double>{{group("a"), ToUnixSeconds(kNow - 9h)}, {group("_other"), ToUnixSeconds(kNow - 11h)}});
  }
}

TEST_CASE("no more groups than the limit says are shown as 0, each of them for as long as it is kept") {
  FamiliesBench bench(2);
  const auto ended_in = [](const char* group) {
    return TestSession{.id = group, .state = kSignedOut, .group = group, .group_id = group};
  };
  const auto zeros = [&](const std::vector<TestSession>& all, SteadyTime now) {
    std::set<std::string> groups;
    const auto overdue = SamplesOf(bench.Show(all, now), "huaweicloud_workspace_sessions_overdue");
    for (const auto& [labels, value] : *overdue) groups.insert(labels.at("server_group"));
    return groups;
  };
  CHECK(zeros({ended_in("a"), ended_in("b"), ended_in("c"), ended_in("d")}, kSteadyNow) ==
        std::set<std::string>{"a", "b", "_other"});
  CHECK(zeros({ended_in("b")}, kSteadyNow + 1h) == std::set<std::string>{"a", "b", "_other"});
  CHECK(zeros({ended_in("b")}, kSteadyNow + 1h + 1s) == std::set<std::string>{"b"});
}

}  // namespace
}  // namespace workspace_exporter
