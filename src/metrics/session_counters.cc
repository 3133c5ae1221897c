#include "metrics/session_counters.h"

#include <limits>
#include <utility>

namespace workspace_exporter {
namespace {

using enum SessionLabel;

constexpr double kLongestConnect = 600;

const std::vector<double>& DurationEdges() {
  static const std::vector<double> kEdges = {60, 300, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400};
  return kEdges;
}

const std::vector<double>& ConnectEdges() {
  static const std::vector<double> kEdges = {1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, kLongestConnect};
  return kEdges;
}

template <typename Value>
using Growth = std::vector<std::pair<LabelSet, Value>>;

prometheus::ClientMetric::Histogram ToHistogram(const Observations& observations, const std::vector<double>& edges) {
  prometheus::ClientMetric::Histogram histogram;
  for (std::size_t i = 0; i <= edges.size(); ++i) {
    if (i < observations.buckets.size()) histogram.sample_count += observations.buckets[i];
    histogram.bucket.push_back({.cumulative_count = histogram.sample_count,
                                .upper_bound = i < edges.size() ? edges[i] : std::numeric_limits<double>::infinity()});
  }
  histogram.sample_sum = observations.sum;
  return histogram;
}

void AddCounters(FamilyWriter family, const std::string& project, const Edition& edition, GrowingCounters& series) {
  series.Show(project, edition, [&family](const std::vector<LabelPair>& labels, std::uint64_t count) {
    family.Add(labels, static_cast<double>(count));
  });
}

void AddHistograms(FamilyWriter family, const std::string& project, const Edition& edition, GrowingHistograms& series,
                   const std::vector<double>& edges) {
  series.Show(project, edition, [&](const std::vector<LabelPair>& labels, const Observations& observations) {
    family.Add(labels, ToHistogram(observations, edges));
  });
}

}  // namespace

SessionCounters::SessionCounters(SessionCounterOptions options)
    : options_(std::move(options)),
      started_(options_.series_limit, {kServerGroup, kServerGroupId, kClientType}),
      ended_(options_.series_limit, {kServerGroup, kServerGroupId}),
      failed_(options_.series_limit, {kServerGroup, kServerGroupId, kClientType, kFailedCode}),
      durations_(options_.series_limit, {kServerGroup, kServerGroupId}),
      connect_times_(options_.series_limit, {kServerGroup, kServerGroupId}),
      connect_outliers_(options_.series_limit, {}) {}

void SessionCounters::Count(const SessionEvents& events, SteadyTime now) {
  Growth<std::uint64_t> started;
  Growth<std::uint64_t> ended;
  Growth<std::uint64_t> failed;
  Growth<Observations> durations;
  Growth<Observations> connect_times;
  std::uint64_t outliers = 0;
  for (const auto& [labels, counts] : events) {
    started.emplace_back(labels, counts.started);
    ended.emplace_back(labels, counts.ended);
    const bool has_code = !labels.Get(kFailedCode).empty();
    if (has_code || counts.failed > 0) failed.emplace_back(labels, counts.failed);
    auto& of_duration = durations.emplace_back(labels, Observations()).second;
    for (const std::uint32_t duration : counts.durations) Observe(of_duration, DurationEdges(), duration / 1000.0);
    auto& of_connect = connect_times.emplace_back(labels, Observations()).second;
    for (const std::int64_t time : counts.connect_times) {
      const double seconds = static_cast<double>(time) / 1000;
      const bool is_outlier = seconds < 0 || seconds > kLongestConnect;
      outliers += is_outlier ? 1 : 0;
      if (!is_outlier) Observe(of_connect, ConnectEdges(), seconds);
    }
  }
  const std::lock_guard lock(mutex_);
  counts_ = true;
  // With the lock: a page that is begun later shows what is new here.
  const std::uint64_t last_edition = options_.last_edition();
  started_.Grow(started, last_edition, now);
  ended_.Grow(ended, last_edition, now);
  failed_.Grow(failed, last_edition, now);
  durations_.Grow(durations, last_edition, now);
  connect_times_.Grow(connect_times, last_edition, now);
  connect_outliers_.Grow({{LabelSet(), outliers}}, last_edition, now);
}

void SessionCounters::AddTo(FamilySet& families, const Edition& edition) {
  const std::lock_guard lock(mutex_);
  if (!counts_) return;
  const auto add = [&](std::string_view name, std::string_view help, GrowingCounters& series) {
    AddCounters(families.Counter(name, help), options_.project, edition, series);
  };
  const auto add_times = [&](std::string_view name, std::string_view help, GrowingHistograms& series,
                             const std::vector<double>& edges) {
    AddHistograms(families.Histogram(name, help), options_.project, edition, series, edges);
  };
  add("sessions_started_total", "Sessions seen for the first time.", started_);
  add("sessions_ended_total", "Sessions seen to reach SignedOut.", ended_);
  add("session_failures_total", "Sessions seen to reach InitFail, by failure.", failed_);
  add_times("session_duration_seconds", "From start to end, of sessions seen to have ended.", durations_,
            DurationEdges());
  add_times("session_connect_seconds", "From pre-connection to start, once a session.", connect_times_, ConnectEdges());
  add("connect_outliers_total", "Sessions whose time to connect is negative or above ten minutes.", connect_outliers_);
}

}  // namespace workspace_exporter
