#include "exporter/scrapers/scraper.h"

#include <vector>

#include <doctest/doctest.h>

#include "scrapers_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("two that look alike are told apart by the connections that they keep") {
  ScrapersBench bench;
  bench.ScrapeBy(1, "Prometheus", 0s);
  const auto b = bench.ScrapeBy(2, "Prometheus", 30s);
  const auto a = bench.ScrapeBy(1, "Prometheus", 60s);
  CHECK(bench.seen.given == 1);
  bench.ScrapeBy(2, "Prometheus", 90s);
  CHECK(bench.seen.given == b);
  const auto last = bench.ScrapeBy(1, "Prometheus", 120s);
  CHECK(bench.seen.given == a);
  bench.Close(2);
  CHECK(bench.Given(121s) == last);
}

TEST_CASE("a connection that came late to those that are kept counts from its first visit, until it ends") {
  ScrapersBench bench;
  for (int i = 0; i < 4; ++i) bench.ScrapeBy(1, "Prometheus", i * 15s);
  CHECK(bench.Given(46s) == 4);
  const auto late = bench.ScrapeBy(2, "Prometheus", 50s);
  bench.ScrapeBy(1, "Prometheus", 60s);
  const auto last = bench.ScrapeBy(1, "Prometheus", 75s);
  CHECK(bench.seen.given == late);
  bench.Close(2);
  CHECK(bench.Given(76s) == last);
}

TEST_CASE("two that look alike are told apart by whom a proxy asks for") {
  ScrapersBench bench;
  const Caller a{.agent = "Prometheus", .client = "198.51.100.1"};
  const Caller b{.agent = "Prometheus", .client = "198.51.100.2"};
  bench.ScrapeAs(a, 0s);
  bench.ScrapeAs(b, 30s);
  bench.ScrapeAs(a, 60s);
  CHECK(bench.Given(61s) == 2);
  bench.ScrapeAs(b, 90s);
  CHECK(bench.Given(91s) == 3);
}

TEST_CASE("two that look alike and share connections show by their rhythm") {
  for (const bool keeps : {false, true}) {
    ScrapersBench bench;
    const auto scrape = [&](Milliseconds at) {
      return keeps ? bench.ScrapeBy(1, "Prometheus", at) : bench.Scrape("Prometheus", at);
    };
    for (const Milliseconds at : {0s, 20s, 60s}) scrape(at);
    const auto b = scrape(80s + 300ms);  // a little late
    const auto a = scrape(120s);
    CHECK(bench.seen.given == 3);
    scrape(140s);
    CHECK(bench.seen.given == b);
    scrape(180s);
    CHECK(bench.seen.given == a);
  }
}

TEST_CASE("one that is late, or scrapes quickly, is not two") {
  for (const std::vector<Milliseconds>& times : std::vector<std::vector<Milliseconds>>{{0s, 60s, 121s, 180s, 240s},
                                                                                       {0s, 60s, 90s, 150s, 210s},
                                                                                       {0s, 60s, 180s, 240s, 300s},
                                                                                       {0s, 1s, 9s, 10s, 18s}}) {
    ScrapersBench bench;
    for (const Milliseconds at : times) bench.Scrape("A", at);
    CHECK(bench.seen.given == times.size() - 1);
  }
}

TEST_CASE("one without a User-Agent may be two that take turns, where it does not come quickly") {
  ScrapersBench bench;
  for (int i = 0; i < 4; ++i) bench.Scrape("", i * 12s);
  CHECK(bench.Given(48s) == 3);
  CHECK(bench.Given(54s) == 4);
  ScrapersBench quick;
  for (int i = 0; i < 4; ++i) quick.Scrape("", i * 9s);
  CHECK(quick.Given(28s) == 4);
  ScrapersBench named;
  for (int i = 0; i < 4; ++i) named.Scrape("A", i * 12s);
  CHECK(named.Given(37s) == 4);
}

}  // namespace
}  // namespace workspace_exporter
