#include "exporter/answers/scrape_page.h"

#include <doctest/doctest.h>

#include "projects_bench.h"
#include "web/connection_counts.h"

namespace workspace_exporter {
namespace {

/// The page of some projects, which have collected.
struct PageBench : ProjectsBench {
  explicit PageBench(const std::vector<ProjectOptions>& options) {
    hosts["down"] = [](const HttpRequest&) { return HttpResponse{.status = 403, .body = "{}"}; };
    REQUIRE(projects.Replace(options));
  }
  void Collect() { page.Refresh(*projects.List(), Deadline(), Deadline()); }
  WebResponse Get(std::vector<std::pair<std::string, std::string>> query = {}, HttpHeaders headers = {}) {
    return page.Answer({.method = "GET", .path = "/metrics", .query = std::move(query), .headers = std::move(headers)});
  }
  WebResponse Probe(std::vector<std::pair<std::string, std::string>> query) {
    return page.Probe({.method = "GET", .path = "/probe", .query = std::move(query)});
  }

  ExporterMetrics metrics{registry, {}};
  ConnectionCounts connections;
  ScrapePage page{clock, {}, registry, metrics, connections, projects, scrapers};
};

bool Holds(const WebResponse& response, const std::string& line) {
  return ("\n" + response.body).find("\n" + line + "\n") != std::string::npos;
}

bool Mentions(const WebResponse& response, const std::string& text) {
  return response.body.find(text) != std::string::npos;
}

ProjectOptions Down(const std::string& name) {
  ProjectOptions options = ByTokenFile(name);
  options.endpoint.host = "down";
  return options;
}

TEST_CASE("a page has all projects, what the exporter says of itself, and how it was come by") {
  PageBench bench({ByTokenFile("one"), ByTokenFile("two")});
  bench.Collect();
  const WebResponse page = bench.Get();
  CHECK(page.status == 200);
  CHECK(page.content_type == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(FindHeader(page.headers, "Vary") == "Accept, Accept-Encoding");
  CHECK(Holds(page, R"(huaweicloud_workspace_up{project="one"} 1)"));
  CHECK(Holds(page, R"(huaweicloud_workspace_up{project="two"} 1)"));
  CHECK(Holds(page, R"(workspace_exporter_scrapes_total{result="collected"} 1)"));
  CHECK(Holds(page, R"(workspace_exporter_scrapes_total{result="cached"} 1)"));
  CHECK(Mentions(page, "\nprocess_open_fds "));
}

TEST_CASE("a scrape is counted as the worst of what it got of its projects") {
  PageBench bench({ByTokenFile("one"), Down("two")});
  bench.Collect();
  const WebResponse page = bench.Get({{"collect", "exporter"}});
  CHECK(Holds(page, R"(workspace_exporter_scrapes_total{result="failed"} 1)"));
  CHECK(Holds(page, R"(workspace_exporter_scrapes_total{result="collected"} 0)"));
}

TEST_CASE("what the exporter says of itself is told without asking the API") {
  PageBench bench({ByTokenFile("one")});
  const WebResponse page = bench.Get({{"collect", "all"}, {"collect", "exporter"}});
  CHECK(page.status == 200);
  CHECK(Mentions(page, "\nworkspace_exporter_connections "));
  CHECK_FALSE(Mentions(page, "huaweicloud_workspace_"));
  CHECK(bench.Get({{"collect", "all"}}).status == 400);
  CHECK(bench.Get({{"collect", ""}}).status == 400);
  CHECK(bench.SentTo("api").empty());
}

TEST_CASE("a probe is of one project alone, and of one that there is") {
  PageBench bench({ByTokenFile("one"), ByTokenFile("two")});
  bench.Collect();
  const WebResponse page = bench.Probe({{"project", "two"}});
  CHECK(Holds(page, R"(huaweicloud_workspace_up{project="two"} 1)"));
  CHECK_FALSE(Mentions(page, R"(project="one")"));
  CHECK_FALSE(Mentions(page, "workspace_exporter_"));
  CHECK(bench.Probe({}).status == 400);
  CHECK(bench.Probe({{"project", ""}}).status == 400);
  CHECK(bench.Probe({{"project", "three"}}).status == 404);
}

TEST_CASE("HEAD starts no collection") {
  PageBench bench({ByTokenFile("one")});
  const WebResponse head = bench.page.Answer({.method = "HEAD", .path = "/metrics"});
  CHECK(Holds(head, R"(huaweicloud_workspace_up{project="one"} 0)"));
  for (const char* const result : {"collected", "shared", "cached", "stale", "failed"}) {
    CHECK(Holds(head, "workspace_exporter_scrapes_total{result=\"" + std::string(result) + "\"} 0"));
  }
}

TEST_CASE("format and compression are what is asked for") {
  PageBench bench({ByTokenFile("one")});
  bench.Collect();
  const WebResponse page =
      bench.Get({}, {{"Accept", "application/openmetrics-text; version=1.0.0"}, {"Accept-Encoding", "gzip"}});
  CHECK(page.content_type.starts_with("application/openmetrics-text; version=1.0.0"));
  CHECK(FindHeader(page.headers, "Content-Encoding") == "gzip");
  CHECK(page.body.starts_with("\x1f\x8b"));
}

TEST_CASE("an identity is told once, by its name, or by that of the first project that uses it") {
  const std::string limit = "huaweicloud_workspace_api_quota_limit";
  PageBench bench({ByTokenFile("one"), ByTokenFile("two")});
  bench.Collect();
  CHECK(Holds(bench.Get(), limit + R"({identity="one"} 150)"));
  CHECK_FALSE(Mentions(bench.Get(), limit + R"({identity="two"})"));
  CHECK(Holds(bench.Probe({{"project", "two"}}), limit + R"({identity="one"} 150)"));
  ProjectOptions named = ByTokenFile("one");
  named.identity_name = "ours";
  REQUIRE(bench.projects.Replace({named}));
  bench.Collect();
  CHECK(Holds(bench.Get(), limit + R"({identity="ours"} 150)"));
}

}  // namespace
}  // namespace workspace_exporter
