#include "landing/landing_page.h"

#include <random>

#include <doctest/doctest.h>

#include "exposition/gzip.h"
#include "landing_fixture.h"

namespace workspace_exporter {
namespace {

const WallTime kNow = std::chrono::sys_days(std::chrono::year(2024) / 2 / 27);
const LandingFrame kFrame = {.version = "1.2.3", .telemetry_path = "/metrics"};

std::string Page(const std::vector<ProjectStatus>& projects, const PageQuery& query = {}) {
  return LandingPage(kFrame, projects, query, kNow);
}

std::vector<ProjectStatus> Projects(std::size_t count, std::size_t groups) {
  std::vector<ProjectStatus> projects;
  for (std::size_t i = 0; i < count; ++i) {
    projects.push_back(ProjectOfGroups("project " + std::to_string(1000 + i), groups));
  }
  return projects;
}

TEST_CASE("the page says what the program is, of when its figures are, and where to look on") {
  const std::string page = LandingPage({.version = "1.2.3", .telemetry_path = "/a&b"}, {}, {}, kNow);
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  CHECK(Has(page, "Version 1.2.3."));
  CHECK(Has(page, "<time>2024-02-27 00:00:00 UTC</time>"));
  CHECK(Has(page, R"(<a href="/a&amp;b">Metrics</a>)"));
  CHECK(Has(page, "There are no projects."));
}

TEST_CASE("projects in trouble come first, then by name") {
  std::vector<ProjectStatus> projects = Projects(3, 0);
  projects[1].up = false;
  projects[1].last_failure = FailureInWords{.message = "m"};
  projects[2].live_age = std::chrono::seconds(1000);
  const std::string page = Page(projects);
  CHECK(page.find(">project 1001<") < page.find(">project 1002<"));
  CHECK(page.find(">project 1002<") < page.find(">project 1000<"));
}

TEST_CASE("each project has its first groups, as long as the page has room") {
  const std::string page = Page(Projects(6, 60));
  CHECK(CountOf(page, "<section>") == 6);
  CHECK(CountOf(page, "<table>") == 4);
  CHECK(CountOf(page, "1 to 50 of 60 server groups") == 4);
}

TEST_CASE("many projects are on several pages") {
  const std::string first = Page(Projects(101, 1));
  CHECK(CountOf(first, "<section>") == 50);
  CHECK(Has(first,
            R"(101 projects, those in trouble first: <b aria-current="page">1</b> <a href="/?page=2">page 2</a>)"));
  const std::string third = Page(Projects(101, 1), {.page = 3});
  CHECK(CountOf(third, "<section>") == 1);
  CHECK(Has(third, ">project 1100<"));
  CHECK(Page(Projects(101, 1), {.page = 4}) == first);
}

TEST_CASE("a project alone has all of its groups") {
  const std::string page = Page({ProjectOfGroups("p", 200)}, {.project = "p"});
  CHECK(Has(page, "<title>p – workspace_exporter</title>"));
  CHECK(CountOf(page, "<th scope=\"row\">") == 200);
}

/// As many projects and groups as there may be on a page, all with names as long as the API allows, that do not
/// compress, and with failures to tell.
TEST_CASE("the largest page is under 30 kB compressed") {
  std::mt19937 random(1);
  const auto text = [&random](std::size_t size) {
    std::string letters;
    for (std::size_t i = 0; i < size; ++i) letters += static_cast<char>('0' + random() % 64);
    return letters;
  };
  std::vector<ProjectStatus> projects;
  for (std::size_t i = 0; i < 1000; ++i) {
    std::vector<GroupOfSessions> groups;
    for (std::size_t k = 0; k < 60; ++k) {
      groups.push_back({{text(36), text(64)}, {random() % 30, random() % 500, 7, random() % 5000, 1, 0}});
    }
    projects.push_back({.name = text(20),
                        .up = false,
                        .live_age = std::chrono::seconds(1),
                        .ended_age = std::chrono::seconds(1),
                        .max_staleness = std::chrono::seconds(300),
                        .tally = TallyOf(groups)});
    projects.back().last_failure =
        FailureInWords{.message = "workspace." + text(10) + ".example:443: no whole answer within 10 s"};
  }
  const auto compressed = Gzip(Page(projects));
  REQUIRE(compressed);
  CHECK(compressed->size() < 30'000);
  const auto alone = Gzip(Page({projects.front()}, {.project = projects.front().name}));
  REQUIRE(alone);
  CHECK(alone->size() < 30'000);
}

}  // namespace
}  // namespace workspace_exporter
