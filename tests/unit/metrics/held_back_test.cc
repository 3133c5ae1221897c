#include "metrics/held_back.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// Pages of one exporter, and what a series shows on them.
struct HeldBackBench {
  HeldBack<std::string, int> series;
  std::uint64_t page = 0;
  SteadyTime now = SteadyTime(1h);

  void Add(const std::string& key, int more) { series.Add(key, more, page); }
  int Show(const std::string& key, std::uint64_t given) {
    ++page;
    series.Begin({.number = page, .given = given, .before = page - 1, .at = now});
    return series.entries().at(key).shown;
  }
};

TEST_CASE("a new series is held back until the page that first had it has been given, and what comes meanwhile too") {
  HeldBackBench bench;
  bench.page = 7;
  bench.Add("a", 2);
  CHECK(bench.Show("a", 7) == 0);  // page 8
  bench.Add("a", 3);
  CHECK(bench.Show("a", 7) == 0);
  CHECK(bench.Show("a", 8) == 5);
  bench.Add("a", 1);
  CHECK(bench.Show("a", 8) == 6);
}

TEST_CASE("a series that was shown as 0 holds back just so until that 0 has been given") {
  HeldBackBench bench;
  bench.series.Appear("a", bench.page);
  CHECK(bench.Show("a", 0) == 0);
  bench.Add("a", 1);
  CHECK(bench.Show("a", 0) == 0);
  CHECK(bench.Show("a", 1) == 1);
}

TEST_CASE("nothing is held back for more than five minutes from its first showing") {
  HeldBackBench bench;
  bench.Add("a", 1);
  bench.now += 1h;  // nobody came
  CHECK(bench.Show("a", 0) == 0);
  bench.now += 5min - 1ms;
  CHECK(bench.Show("a", 0) == 0);
  bench.now += 1ms;
  CHECK(bench.Show("a", 0) == 1);
}

TEST_CASE("a page that no scraper gets shows nothing first and begins no time") {
  HeldBackBench bench;
  bench.Add("a", 1);
  bench.series.Begin({.number = 0, .given = 99, .at = bench.now});
  CHECK(bench.series.entries().at("a").shown == 0);
  bench.now += 6min;
  CHECK(bench.Show("a", 0) == 0);
}

TEST_CASE("a series that is gone and comes again is new") {
  HeldBackBench bench;
  bench.series.Appear("a", bench.page);
  bench.Show("a", 0);
  bench.series.Forget([](const std::string&, const auto&) { return true; });
  CHECK(bench.series.entries().empty());
  bench.Add("a", 1);
  CHECK(bench.Show("a", 1) == 0);
  CHECK(bench.Show("a", 2) == 1);
}

TEST_CASE(
    "from the start: what was counted before there was a page is on the first one, and that is given to all too") {
  HeldBackBench bench;
  bench.series.AddFromTheStart("a", 4, bench.page);
  CHECK(bench.Show("a", 0) == 4);
  bench.series.AddFromTheStart("a", 1, bench.page);
  CHECK(bench.Show("a", 0) == 4);
  CHECK(bench.Show("a", 1) == 5);
}

}  // namespace
}  // namespace workspace_exporter
