#include "exporter/answers/scrape_time.h"

#include <map>
#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

constexpr ScrapeOptions kOptions{.timeout = 10s, .offset = 500ms};

TEST_CASE("a scrape has the time that its scraper says, less the offset") {
  const std::map<std::string, Milliseconds> budgets = {{"15", 14500ms}, {"1.5", 1000ms}, {"2.000", 1500ms},
                                                       {"+2", 1500ms},  {"0.501", 1ms},  {"120", 119500ms},
                                                       {"2e0", 1500ms}};
  for (const auto& entry : budgets) {
    const std::string& header = entry.first;
    CAPTURE(header);
    CHECK(TimeOfScrape(header, kOptions).budget == entry.second);
    CHECK(TimeOfScrape(header, kOptions).patience == entry.second);
  }
}

TEST_CASE("more than two minutes is two minutes") {
  CHECK(TimeOfScrape("3600", kOptions).budget == 119500ms);
  CHECK(TimeOfScrape("1e300", kOptions).budget == 119500ms);
}

TEST_CASE("a scraper that waits no longer than the offset is answered at once") {
  for (const char* header : {"0.5", "0.3", "0.50001", "0", "-3", "-1e300"}) {
    CAPTURE(header);
    CHECK(TimeOfScrape(header, kOptions).budget == 0ms);
    CHECK(TimeOfScrape(header, kOptions).patience == 0ms);
  }
}

TEST_CASE("a scraper that does not say how long it waits has little patience, and all the time for its first figures") {
  for (const char* header : {"", "nan", "inf", "ten", "10s", " 10", "0x10", "2,9", "1e400", "+-2", "+"}) {
    CAPTURE(header);
    CHECK(TimeOfScrape(header, kOptions).budget == 9500ms);
    CHECK(TimeOfScrape(header, kOptions).patience == 1500ms);
  }
}

TEST_CASE("the offset, however long, leaves half of the patience") {
  const std::map<Milliseconds, Milliseconds> patience = {{0ms, 2s}, {1ms, 1999ms}, {999ms, 1001ms},
                                                         {1s, 1s},  {2s, 1s},      {9s, 1s}};
  for (const auto& entry : patience) {
    CAPTURE(entry.first.count());
    CHECK(TimeOfScrape("", {.timeout = 10s, .offset = entry.first}).patience == entry.second);
  }
  CHECK(TimeOfScrape("", {.timeout = 10s, .offset = 9500ms}).patience == 500ms);
  CHECK(TimeOfScrape("", {.timeout = 1500ms, .offset = 0ms}).patience == 1500ms);
}

TEST_CASE("patience is no longer than the time-out, nor is either below zero") {
  CHECK(TimeOfScrape("", {.timeout = 1s, .offset = 500ms}).patience == 500ms);
  CHECK(TimeOfScrape("", {.timeout = 1s, .offset = 2s}).patience == 0ms);
  CHECK(TimeOfScrape("", {.timeout = 1s, .offset = 2s}).budget == 0ms);
}

TEST_CASE("the page is written within the time of the scrape, which waits so much less for its figures") {
  CHECK(WaitBudget(9500ms, 0ms) == 9500ms);
  CHECK(WaitBudget(9500ms, 700ms) == 8800ms);
  CHECK(WaitBudget(1000ms, 700ms) == 500ms);
}

}  // namespace
}  // namespace workspace_exporter
