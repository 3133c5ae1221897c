#include "exporter/scrape_page.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a scrape has the time it tells, less the offset") {
  const ScrapeOptions options{.timeout = 10s, .offset = 500ms};
  CHECK(ScrapeBudget("15", options) == 14500ms);
  CHECK(ScrapeBudget("1.5", options) == 1000ms);
  CHECK(ScrapeBudget("0.501", options) == 1ms);
  CHECK(ScrapeBudget("120", options) == 119500ms);
}

TEST_CASE("more than two minutes is two minutes") {
  CHECK(ScrapeBudget("3600", {.timeout = 10s, .offset = 500ms}) == 119500ms);
  CHECK(ScrapeBudget("1e300", {.timeout = 10s, .offset = 500ms}) == 119500ms);
}

TEST_CASE("what is no number above the offset is as if it were not there") {
  for (const char* header : {"", "0.5", "0", "-3", "nan", "inf", "ten", "10s", " 10", "0x10"}) {
    CAPTURE(header);
    CHECK(ScrapeBudget(header, {.timeout = 10s, .offset = 500ms}) == 9500ms);
  }
}

TEST_CASE("the page is written within the time of the scrape, which waits so much less for its figures") {
  CHECK(WaitBudget(9500ms, 0ms) == 9500ms);
  CHECK(WaitBudget(9500ms, 700ms) == 8800ms);
  CHECK(WaitBudget(1000ms, 700ms) == 500ms);
}

}  // namespace
}  // namespace workspace_exporter
