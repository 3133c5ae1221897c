#include "metrics/session_counters.h"

#include <doctest/doctest.h>

#include "support/families.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionLabel;

LabelSet Set(const std::string& group, const std::string& client_type = "Mac", const std::string& code = "") {
  std::array<std::string_view, kSessionLabelCount> values;
  values[static_cast<std::size_t>(kServerGroup)] = group;
  values[static_cast<std::size_t>(kServerGroupId)] = group;
  values[static_cast<std::size_t>(kClientType)] = client_type;
  values[static_cast<std::size_t>(kFailedCode)] = code;
  return LabelSet(values);
}

struct CountersBench {
  std::uint64_t page = 0;
  SessionCounters counters{{.project = "p", .series_limit = 3, .last_edition = [this] { return page; }}};

  void Count(const SessionEvents& events) { counters.Count(events, SteadyTime(1h)); }
  /// On a page to one scraper, which has been given all those before.
  std::vector<prometheus::MetricFamily> Show() {
    FamilySet families;
    ++page;
    counters.AddTo(families, {.number = page, .given = page - 1, .before = page - 1, .at = SteadyTime(1h)});
    return std::move(families).Take();
  }
  std::map<Labels, double> Samples(const std::string& name) {
    return SamplesOf(Show(), "huaweicloud_workspace_" + name).value();
  }
  prometheus::ClientMetric::Histogram HistogramOf(const std::string& name) {
    for (const prometheus::MetricFamily& family : Show()) {
      if (family.name == "huaweicloud_workspace_" + name) return family.metric.at(0).histogram;
    }
    return {};
  }
};

Labels OfGroup(const std::string& group) {
  return {{"project", "p"}, {"server_group", group}, {"server_group_id", group}};
}

Labels With(Labels labels, const std::string& name, const std::string& value) {
  labels[name] = value;
  return labels;
}

TEST_CASE("before the first snapshot there is nothing to show, with it every group that is there, at 0") {
  CountersBench bench;
  CHECK(bench.Show().empty());
  bench.Count({{Set("g"), {}}, {Set("g", "Mac", "WKS.1"), {}}});
  CHECK(bench.Samples("sessions_started_total") ==
        std::map<Labels, double>{{With(OfGroup("g"), "client_type", "Mac"), 0}});
  CHECK(bench.Samples("sessions_ended_total") == std::map<Labels, double>{{OfGroup("g"), 0}});
  CHECK(bench.Samples("session_failures_total") ==
        std::map<Labels, double>{{With(With(OfGroup("g"), "client_type", "Mac"), "failed_code", "WKS.1"), 0}});
  CHECK(bench.Samples("connect_outliers_total") == std::map<Labels, double>{{{{"project", "p"}}, 0}});
  CHECK(bench.HistogramOf("session_duration_seconds").bucket.size() == 11);
  CHECK(bench.HistogramOf("session_connect_seconds").bucket.size() == 13);
}

TEST_CASE("a series that is there takes its count at once, a new one is shown as 0 first") {
  CountersBench bench;
  bench.Count({{Set("g"), {}}});
  bench.Show();
  bench.Count({{Set("g"), {.started = 2, .ended = 1}}, {Set("h"), {.started = 5}}});
  const Labels known = With(OfGroup("g"), "client_type", "Mac");
  const Labels fresh = With(OfGroup("h"), "client_type", "Mac");
  CHECK(bench.Samples("sessions_started_total") == std::map<Labels, double>{{known, 2}, {fresh, 0}});
  bench.Count({{Set("h"), {.started = 1}}});
  CHECK(bench.Samples("sessions_started_total") == std::map<Labels, double>{{known, 2}, {fresh, 6}});
  CHECK(bench.Samples("sessions_ended_total").at(OfGroup("g")) == 1);
}

TEST_CASE("failures have their code, and none has no series") {
  CountersBench bench;
  bench.Count({{Set("g"), {}}});
  CHECK(bench.Samples("session_failures_total").empty());
  bench.Count({{Set("g", "Mac", "WKS.1"), {.failed = 3}}, {Set("g"), {.failed = 1}}});
  bench.Show();
  const Labels labels = With(OfGroup("g"), "client_type", "Mac");
  CHECK(bench.Samples("session_failures_total") ==
        std::map<Labels, double>{{labels, 1}, {With(labels, "failed_code", "WKS.1"), 3}});
}

TEST_CASE("times go into their buckets, edges included, and what is no time to connect counts apart") {
  CountersBench bench;
  bench.Count({{Set("g"), {}}});
  bench.Show();
  bench.Count({{Set("g"), {.durations = {60'000, 60'001, 90'000'000}, .connect_times = {0, 600'000, 600'001, -1}}}});
  const auto durations = bench.HistogramOf("session_duration_seconds");
  CHECK(durations.bucket.at(0).cumulative_count == 1);
  CHECK(durations.bucket.at(1).cumulative_count == 2);
  CHECK(durations.bucket.at(9).cumulative_count == 2);
  CHECK(durations.bucket.at(10).cumulative_count == 3);
  CHECK(durations.sample_count == 3);
  CHECK(durations.sample_sum == doctest::Approx(90'120.001));
  const auto connects = bench.HistogramOf("session_connect_seconds");
  CHECK(connects.bucket.at(0).cumulative_count == 1);
  CHECK(connects.bucket.at(11).cumulative_count == 2);
  CHECK(connects.sample_count == 2);
  CHECK(bench.Samples("connect_outliers_total").at({{"project", "p"}}) == 2);
}

TEST_CASE("series that have counted nothing take no place of the limit, and go with their sessions") {
  CountersBench bench;
  const SessionEvents none = {{Set("a"), {}}, {Set("b"), {}}, {Set("c"), {}}, {Set("d"), {}}};
  bench.Count(none);
  CHECK(bench.Samples("sessions_ended_total").size() == 4);
  SessionEvents one = none;
  one[Set("d")].ended = 7;
  bench.Count(one);
  CHECK(bench.Samples("sessions_ended_total").size() == 4);
  CHECK(bench.Samples("sessions_ended_total").at(OfGroup("d")) == 7);
  bench.Count({});
  CHECK(bench.Samples("sessions_ended_total") == std::map<Labels, double>{{OfGroup("d"), 7}});
}

TEST_CASE("over the limit what is new is folded, and no event is lost") {
  CountersBench bench;
  bench.Count({});
  for (int i = 0; i < 20; ++i) bench.Count({{Set("g", "client " + std::to_string(i)), {.started = 1}}});
  bench.Show();
  double sum = 0;
  const std::map<Labels, double> started = bench.Samples("sessions_started_total");
  for (const auto& [labels, count] : started) sum += count;
  CHECK(sum == 20);
  CHECK(started.size() == 4);
  CHECK(started.contains(With(OfGroup("g"), "client_type", "_other")));
}

TEST_CASE(
    "a histogram that is new and an outlier are shown as nothing first, also where they come to a group that is "
    "known") {
  CountersBench bench;
  bench.Count({{Set("g"), {}}});
  // Before any page has shown the group's 0.
  bench.Count({{Set("g"), {.ended = 1, .durations = {90'000}, .connect_times = {2'000, -1}}}});
  const auto page = bench.Show();
  CHECK(SamplesOf(page, "huaweicloud_workspace_sessions_ended_total").value().at(OfGroup("g")) == 0);
  CHECK(SamplesOf(page, "huaweicloud_workspace_connect_outliers_total").value().at({{"project", "p"}}) == 0);
  for (const char* name :
       {"huaweicloud_workspace_session_duration_seconds", "huaweicloud_workspace_session_connect_seconds"}) {
    for (const auto& family : page) {
      if (family.name == name) CHECK(family.metric.at(0).histogram.sample_count == 0);
    }
  }
  CHECK(bench.HistogramOf("session_duration_seconds").sample_count == 1);
  CHECK(bench.HistogramOf("session_connect_seconds").sample_sum == doctest::Approx(2));
  CHECK(bench.Samples("connect_outliers_total").at({{"project", "p"}}) == 1);
  CHECK(bench.Samples("sessions_ended_total").at(OfGroup("g")) == 1);
}

}  // namespace
}  // namespace workspace_exporter
