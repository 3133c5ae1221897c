#include "exporter/answers/landing_endpoint.h"

#include <doctest/doctest.h>

#include "landing/page_assets.h"
#include "projects_bench.h"

namespace workspace_exporter {
namespace {

struct LandingBench : ProjectsBench {
  LandingBench() { REQUIRE(projects.Replace({ByTokenFile("first-one"), ByTokenFile("second-one")})); }
  WebResponse Get(std::vector<std::pair<std::string, std::string>> query = {}, HttpHeaders headers = {}) const {
    return landing.Answer({.method = "GET", .path = "/", .query = std::move(query), .headers = std::move(headers)});
  }

  LandingEndpoint landing{{.version = "1.2.3", .telemetry_path = "/metrics"}, projects, clock};
};

bool Shows(const WebResponse& response, const std::string& text) {
  return response.body.find(text) != std::string::npos;
}

TEST_CASE("the landing page shows all projects, is kept by nobody, and asks the API for nothing") {
  LandingBench bench;
  const WebResponse page = bench.Get();
  CHECK(page.status == 200);
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(FindHeader(page.headers, "Cache-Control") == "no-store");
  CHECK(FindHeader(page.headers, "Content-Security-Policy") == LandingPolicy());
  CHECK(Shows(page, "first-one"));
  CHECK(Shows(page, "second-one"));
  CHECK(Shows(page, "1.2.3"));
  CHECK(bench.connected["api"]->requests().empty());
}

TEST_CASE("it may be of one project, if there is one of that name") {
  const LandingBench bench;
  const WebResponse page = bench.Get({{"project", "second-one"}});
  CHECK_FALSE(Shows(page, "first-one"));
  CHECK(Shows(page, "second-one"));
  CHECK(bench.Get({{"project", "none"}}).status == 404);
}

TEST_CASE("it is compressed for whoever takes that") {
  const LandingBench bench;
  const WebResponse page = bench.Get({}, {{"Accept-Encoding", "gzip"}});
  CHECK(FindHeader(page.headers, "Content-Encoding") == "gzip");
  CHECK(page.body.size() < bench.Get().body.size());
}

}  // namespace
}  // namespace workspace_exporter
