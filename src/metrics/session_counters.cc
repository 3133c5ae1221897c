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

void AddCounters(FamilyWriter family, const std::string& project, const GrowingCounters& series) {
  series.ForEach(project, [&family](const std::vector<LabelPair>& labels, std::uint64_t count) {
    family.Add(labels, static_cast<double>(count));
  });
}

void AddHistograms(FamilyWriter family, const std::string& project, const GrowingHistograms& series,
                   const std::vector<double>& edges) {
  series.ForEach(project, [&](const std::vector<LabelPair>& labels, const Observations& observations) {
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
      connect_times_(options_.series_limit, {kServerGroup, kServerGroupId}) {}

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
  started_.Grow(started, now);
  ended_.Grow(ended, now);
  failed_.Grow(failed, now);
  durations_.Grow(durations, now);
  connect_times_.Grow(connect_times, now);
  connect_outliers_ += outliers;
}

void SessionCounters::AddTo(FamilySet& families) const {
  const std::lock_guard lock(mutex_);
  if (!counts_) return;
  const std::string& project = options_.project;
  AddCounters(families.Counter("sessions_started_total", "Sessions seen for the first time."), project, started_);
  AddCounters(families.Counter("sessions_ended_total", "Sessions seen to reach SignedOut."), project, ended_);
  AddCounters(families.Counter("session_failures_total", "Sessions seen to reach InitFail, by failure."), project,
              failed_);
  AddHistograms(families.Histogram("session_duration_seconds", "From start to end, of sessions seen to have ended."),
                project, durations_, DurationEdges());
  AddHistograms(families.Histogram("session_connect_seconds", "From pre-connection to start, once a session."), project,
                connect_times_, ConnectEdges());
  families.Counter("connect_outliers_total", "Sessions whose time to connect is negative or above ten minutes.")
      .Add({{"project", project}}, static_cast<double>(connect_outliers_));
}

}  // namespace workspace_exporter
