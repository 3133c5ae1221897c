#include "exporter/scrapers/scrapers.h"

#include <doctest/doctest.h>

#include "scrapers_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum Receipt::Fate;

TEST_CASE("of a pair each has to be given a page, and a person between takes and holds back nothing") {
  ScrapersBench bench;
  bench.Scrape("A", 0s);
  bench.Scrape("B", 30s);
  const auto a = bench.Scrape("A", 60s);
  CHECK(bench.seen.given == 1);
  const auto b = bench.Scrape("B", 90s);
  CHECK(bench.seen.given == 2);
  CHECK(bench.Given(91s) == a);
  bench.Scrape("curl", 100s);
  CHECK(bench.Given(101s) == a);
  bench.Scrape("A", 120s);
  CHECK(bench.Given(121s) == b);
}

TEST_CASE("as long as nobody has come twice, all who came are waited for") {
  ScrapersBench bench;
  bench.Scrape("A", 0s);
  CHECK(bench.Given(1s) == 1);
  bench.Scrape("B", 60s);
  CHECK(bench.Given(61s) == 1);
  bench.Scrape("A", 120s);
  CHECK(bench.seen.given == 1);
  CHECK(bench.Given(121s) == 2);
}

TEST_CASE("who came once is waited for until the others come again") {
  ScrapersBench bench;
  bench.Scrape("A", 0s);
  bench.Scrape("B", 30s);
  bench.Scrape("A", 60s);
  bench.Scrape("curl", 75s);
  CHECK(bench.Given(76s) == 2);
  bench.Scrape("B", 90s);
  CHECK(bench.seen.given == 2);
  bench.Scrape("A", 120s);
  CHECK(bench.Given(121s) == 4);  // by the curl
  CHECK(bench.Given(135s) == 5);
  ScrapersBench quick;  // somebody who tries
  quick.Scrape("A", 0s);
  quick.Scrape("curl", 3s);
  quick.Scrape("A", 9s);
  CHECK(quick.Given(10s) == 3);
}

TEST_CASE("one that runs by itself and came once is waited for until it could have come again") {
  ScrapersBench bench;
  for (int i = 0; i < 3; ++i) bench.Scrape("A", i * 15s);
  bench.ScrapeAs({.agent = "B", .tells_timeout = true}, 31s);
  const auto late = bench.Scrape("A", 90s);
  CHECK(bench.seen.given == 3);
  CHECK(bench.Given(151s - 1ms) == 4);
  CHECK(bench.Given(151s) == late);
  ScrapersBench slow;  // the longest interval, where that is longer
  slow.Scrape("A", 0s);
  slow.ScrapeAs({.agent = "B", .tells_timeout = true}, 1s);
  slow.Scrape("A", 180s);
  CHECK(slow.Given(181s - 1ms) == 2);
  CHECK(slow.Given(181s) == 3);
}

TEST_CASE("a page that was not written whole, or not taken, gives nothing") {
  ScrapersBench bench;
  bench.Scrape("A", 0s);
  bench.Scrape("A", 60s, kLost);
  bench.Scrape("A", 120s, kUnderWay);
  CHECK(bench.Given(121s) == 1);
  bench.last_receipt->Becomes(kWritten);
  CHECK(bench.Given(121s) == 3);
  bench.last_receipt->Becomes(kLost);  // as its client was gone already
  CHECK(bench.Given(121s) == 1);
}

TEST_CASE("who has not come twice in ten minutes is not waited for any more") {
  ScrapersBench bench;
  bench.Scrape("A", 0s);
  bench.Scrape("B", 0s);
  bench.Scrape("B", 1min);
  for (int i = 1; i <= 10; ++i) bench.Scrape("A", i * 1min);
  CHECK(bench.Given(10min) == 3);
  CHECK(bench.Given(10min + 1ms) == 13);
}

TEST_CASE("a page of one project is given to those who probe it, and waits for those of all projects too") {
  ScrapersBench bench;
  for (const Milliseconds at : {0s, 60s}) {
    bench.Scrape("A", at);
    bench.Scrape("A", at + 1s, kTaken, "p");
    bench.Scrape("A", at + 2s, kTaken, "other");
  }
  CHECK(bench.Given(70s) == 4);  // of 5 and 4
  bench.Scrape("A", 120s);
  CHECK(bench.Given(121s) == 5);
  bench.Scrape("A", 122s, kTaken, "p");
  CHECK(bench.Given(123s) == 7);
  CHECK(bench.scrapers.LastEdition("p") == 8);
  CHECK(bench.scrapers.LastEdition("nobody's") == 7);
}

TEST_CASE("one that has gone before it was known is nobody to wait for") {
  ScrapersBench bench;
  bench.Scrape("A", 0s);
  bench.Scrape("A", 1s);
  for (int i = 0; i < 2; ++i) {
    const Caller gone{.agent = "A", .host = "192.0.2.1", .receipt = std::make_shared<Receipt>()};
    bench.scrapers.Arrive(gone, Scrapers::kAllProjects, SteadyTime(1h) + 2s);
    bench.scrapers.Begin(gone, Scrapers::kAllProjects);
  }
  CHECK(bench.Given(3s) == 2);
}

TEST_CASE("clients that change their names push out neither who comes regularly nor the memory") {
  ScrapersBench bench;
  bench.Scrape("A", 0s);
  bench.Scrape("A", 1s);
  for (int i = 0; i < 1000; ++i) bench.Scrape("hostile " + std::to_string(i), 2s);
  CHECK(bench.Given(3s) == 2);
  const auto a = bench.Scrape("A", 60s);
  CHECK(bench.Given(61s) == a);
}

TEST_CASE("where as many as may be come regularly, a further one is not known") {
  ScrapersBench bench;
  for (int i = 0; i < 100; ++i) {
    bench.Scrape(std::to_string(i), 0s);
    bench.Scrape(std::to_string(i), 0s);
  }
  CHECK(bench.Given(1s) == 2);
  CHECK(bench.Given(11min) == bench.scrapers.LastEdition("p"));
}

TEST_CASE("the first page of a project is the first of all, or of its own") {
  ScrapersBench bench;
  CHECK(bench.scrapers.LastEdition("p") == 0);
  bench.Scrape("A", 0s, kTaken, "other");
  bench.Scrape("A", 0s);
  CHECK(bench.seen.before == 0);
  bench.Scrape("A", 1s);
  CHECK(bench.seen.before == 2);
  CHECK(bench.scrapers.EditionOf(0, "p", SteadyTime(1h)).before == 3);
}

}  // namespace
}  // namespace workspace_exporter
