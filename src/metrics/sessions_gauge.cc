#include "metrics/sessions_gauge.h"

#include <algorithm>
#include <utility>

namespace workspace_exporter {
namespace {

constexpr std::string_view kHelp =
    "Sessions by state, server group, client type and failure: live ones (Active, Disconnected, AppcInit) that started "
    "within live_lookback, ended, failed and other ones that started within lookback.";

struct Count {
  Series series;
  std::uint64_t sessions;
};

/// Series that have sessions. Those with most come first: where not all can have labels of their own, they do.
std::vector<Count> CountsOf(const SessionTally& tally) {
  std::vector<Count> counts;
  for (const SessionCount& count : tally.counts) {
    for (std::size_t i = 0; i < kSessionStateCount; ++i) {
      if (count.by_state[i] > 0) counts.push_back({{count.labels, static_cast<SessionState>(i)}, count.by_state[i]});
    }
  }
  std::ranges::stable_sort(counts, std::greater(), &Count::sessions);
  return counts;
}

}  // namespace

SessionsGauge::SessionsGauge(std::size_t limit, std::vector<SessionLabel> labels, Milliseconds retention)
    : labels_(std::move(labels)), folder_(limit, labels_, retention) {}

void SessionsGauge::See(const SessionTally& tally, SteadyTime now) {
  const std::vector<Count> counts = CountsOf(tally);
  std::vector<Series> series;
  series.reserve(counts.size());
  for (const Count& count : counts) series.push_back(count.series);
  const std::vector<Series> shown = folder_.Show(series, now);
  rows_.clear();
  folded_ = {};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    rows_[shown[i]] += counts[i].sessions;
    if (shown[i] != series[i]) folded_[static_cast<std::size_t>(*shown[i].state)] += counts[i].sessions;
  }
  AddZeros(now);
}

void SessionsGauge::AddZeros(SteadyTime now) {
  for (const Series& remembered : folder_.Remembered(now)) {
    rows_.try_emplace(remembered, 0);
    const LabelSet base = WithoutFailure(remembered.labels);
    for (std::size_t i = 0; i < kSessionStateCount; ++i) {
      const auto state = static_cast<SessionState>(i);
      if (state != SessionState::kOther) rows_.try_emplace(folder_.WouldShow({base, state}), 0);
    }
  }
}

void SessionsGauge::AddTo(FamilySet& families, const std::string& project, ShownListings shown) const {
  FamilyWriter sessions = families.Gauge("sessions", kHelp);
  std::vector<LabelPair> pairs;
  for (const auto& [series, count] : rows_) {
    if (!shown.Of(*series.state)) continue;
    pairs = {{"project", project}, {"session_state", Name(*series.state)}};
    for (const SessionLabel label : labels_) pairs.emplace_back(Name(label), series.labels.Get(label));
    sessions.Add(pairs, static_cast<double>(count));
  }
  std::uint64_t folded = 0;
  for (std::size_t i = 0; i < kSessionStateCount; ++i) {
    if (shown.Of(static_cast<SessionState>(i))) folded += folded_[i];
  }
  families.Gauge("sessions_folded", "Sessions that are counted under _other because of --series_limit.")
      .Add({{"project", project}}, static_cast<double>(folded));
}

}  // namespace workspace_exporter
