#include "metrics/sessions_gauge.h"

#include <algorithm>
#include <random>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/families.h"
#include "support/label_sets.h"
#include "support/listing_builder.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

using Population = std::map<Series, std::uint64_t>;

SessionTally TallyOf(const Population& population) {
  std::map<LabelSet, SessionCount> counts;
  for (const auto& [series, sessions] : population) {
    SessionCount& count = counts.try_emplace(series.labels, SessionCount{series.labels, {}}).first->second;
    count.by_state[static_cast<std::size_t>(*series.state)] = sessions;
  }
  SessionTally tally;
  for (const auto& [labels, count] : counts) tally.counts.push_back(count);
  return tally;
}

/// The labels of a series on the page.
Labels LabelsOf(const Series& series) {
  Labels labels = {{"project", "p"}, {"session_state", std::string(Name(*series.state))}};
  for (const SessionLabel label : kDefaultLabels) {
    if (const std::string_view value = series.labels.Get(label); !value.empty())
      labels[std::string(Name(label))] = value;
  }
  return labels;
}

bool IsFolded(const Labels& labels) {
  return std::ranges::any_of(
      labels, [](const auto& label) { return label.first != "session_state" && label.second == kFolded; });
}

struct GaugeBench {
  explicit GaugeBench(std::size_t limit) : gauge(limit, kDefaultLabels, 1h) {}

  std::map<Labels, double> Show(const Population& population, ShownListings shown = {true, true}) {
    gauge.See(TallyOf(population), now);
    FamilySet families;
    gauge.AddTo(families, "p", shown);
    const auto page = std::move(families).Take();
    folded = SamplesOf(page, "huaweicloud_workspace_sessions_folded")->at({{"project", "p"}});
    return *SamplesOf(page, "huaweicloud_workspace_sessions");
  }

  SessionsGauge gauge;
  SteadyTime now{100s};
  double folded = -1;
};

Series Named(std::string_view group, std::string_view client, SessionState state = kActive,
             std::string_view code = {}) {
  return {DefaultLabels(group, client, code), state};
}

TEST_CASE("series with most sessions keep their labels, and zeros take no place") {
  GaugeBench bench(1);
  const auto page = bench.Show({{Named("a", "BSD"), 2}, {Named("a", "Mac"), 5}, {Named("b", "Mac"), 1}});
  CHECK(page.at(LabelsOf(Named("a", "Mac"))) == 5);
  CHECK(page.at(LabelsOf(Named("a", "_other"))) == 2);
  CHECK(page.at(LabelsOf(Named("_other", "_other"))) == 1);
  CHECK(bench.folded == 3);
  CHECK(GaugeBench(1).Show({{Named("a", "Mac"), 5}}).size() == 5);
}

TEST_CASE("a pair of group and client type that is folded shows its zeros there only") {
  GaugeBench bench(1);
  const auto page = bench.Show({{Named("a", "Mac"), 5}, {Named("a", "BSD"), 2}});
  CHECK(page.at(LabelsOf(Named("a", "_other", kSignedOut))) == 0);
  CHECK(page.at(LabelsOf(Named("a", "Mac", kSignedOut))) == 0);
  CHECK_FALSE(page.contains(LabelsOf(Named("a", "BSD", kSignedOut))));
  CHECK(page.size() == 10);
}

TEST_CASE("sessions of a listing that is not shown are not counted as folded either") {
  GaugeBench bench(1);
  bench.Show({{Named("a", "Mac"), 5}, {Named("b", "Mac"), 2}, {Named("b", "Mac", kSignedOut), 1}}, {.live = true});
  CHECK(bench.folded == 2);
}

/// Random populations with skewed values, some of which are new in every snapshot.
class Populations {
 public:
  explicit Populations(unsigned seed) : random_(seed) {}

  Population Next() {
    ++snapshot_;
    Population population;
    for (int i = Below(60); i >= 0; --i) {
      const auto state = static_cast<SessionState>(Below(kSessionStateCount));
      const std::string code = state == kInitFail ? Value("WKS.", 6) : std::string();
      population[Named(Value("g", 4), Value("c", 8), state, code)] += static_cast<std::uint64_t>(1 + Below(9));
    }
    return population;
  }

 private:
  int Below(std::size_t end) { return static_cast<int>(random_() % end); }
  std::string Value(const std::string& prefix, std::size_t known) {
    const bool is_new = Below(10) == 0;
    return prefix + (is_new ? fmt::format("{}-{}", snapshot_, Below(1000)) : std::to_string(Below(known)));
  }

  std::mt19937 random_;
  int snapshot_ = 0;
};

void CheckSnapshots(std::size_t limit, unsigned seed) {
  GaugeBench bench(limit);
  Populations populations(seed);
  std::map<Series, bool> was_folded;  // how each series was shown, of those that may not change
  for (int snapshot = 0; snapshot < 8; ++snapshot, bench.now += 10min) {  // the retention is longer
    const Population population = populations.Next();
    const std::map<Labels, double> page = bench.Show(population);
    double shown = 0;
    double folded = 0;
    std::size_t own = 0;
    for (const auto& [labels, value] : page) {
      shown += value;
      if (IsFolded(labels)) folded += value;
      if (!IsFolded(labels) && value > 0) ++own;
    }
    double all = 0;
    for (const auto& [series, sessions] : population) {
      all += static_cast<double>(sessions);
      const auto at = page.find(LabelsOf(series));
      const bool is_folded = at == page.end();
      if (!is_folded) CHECK(at->second == sessions);
      CHECK(was_folded.try_emplace(series, is_folded).first->second == is_folded);
    }
    CHECK(shown == all);
    CHECK(bench.folded == folded);
    CHECK(own <= limit);
    if (population.size() <= limit && snapshot == 0) CHECK(folded == 0);
    CHECK(page.size() <= 6 * (3 * limit + 12));
  }
}

TEST_CASE("every session is shown once, whatever the limit, and how a series is shown never changes") {
  for (std::size_t limit = 1; limit <= 80; limit = limit < 10 ? limit + 1 : limit * 2) {
    CAPTURE(limit);
    for (unsigned seed = 0; seed < 20; ++seed) {
      CAPTURE(seed);
      CheckSnapshots(limit, seed);
    }
  }
}

}  // namespace
}  // namespace workspace_exporter
