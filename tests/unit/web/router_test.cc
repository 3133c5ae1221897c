#include "web/router.h"

#include <algorithm>
#include <stdexcept>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

WebRequest GetPath(const std::string& path) { return {.method = "GET", .path = path}; }

WebHandler Says(const std::string& text) {
  return [text](const WebRequest& /*request*/) { return PlainAnswer(200, text); };
}

const std::function<void()> kNobody = [] {};

TEST_CASE("a path is answered by its handler, and no other path is") {
  Router router(1, kNobody);
  router.Add("GET", "/metrics", RouteKind::kScrape, Says("metrics"));
  router.Add("GET", "/-/healthy", RouteKind::kLight, Says("healthy"));
  CHECK(router.Answer(GetPath("/metrics")).body == "metrics\n");
  CHECK(router.Answer(GetPath("/-/healthy")).body == "healthy\n");
  for (const char* path : {"", "/", "/metrics/", "/Metrics", "/metric", "//metrics", "/-/healthy/x"}) {
    CAPTURE(path);
    CHECK(router.Answer(GetPath(path)).status == 404);
  }
}

TEST_CASE("an answer that refuses holds nothing of what the client sent") {
  Router router(1, kNobody);
  router.Add("GET", "/there", RouteKind::kLight, Says("x"));
  CHECK(router.Answer(GetPath("/secret<script>")).body == "Not Found\n");
  CHECK(router.Answer({.method = "SECRET", .path = "/there"}).body == "Method Not Allowed\n");
}

TEST_CASE("a route of POST answers POST alone") {
  Router router(1, kNobody);
  router.Add("POST", "/-/reload", RouteKind::kLight, Says("reloaded"));
  CHECK(router.Answer({.method = "POST", .path = "/-/reload"}).body == "reloaded\n");
  const WebResponse refused = router.Answer(GetPath("/-/reload"));
  CHECK(refused.status == 405);
  CHECK(refused.headers == HttpHeaders{{"Allow", "POST"}});
  CHECK(router.Answer({.method = "HEAD", .path = "/-/reload"}).status == 405);
}

TEST_CASE("methods other than GET and HEAD are refused with those allowed") {
  Router router(1, kNobody);
  int calls = 0;
  router.Add("GET", "/metrics", RouteKind::kScrape, [&](const WebRequest& /*request*/) {
    ++calls;
    return PlainAnswer(200, "x");
  });
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", ""}) {
    CAPTURE(method);
    const WebResponse response = router.Answer({.method = method, .path = "/metrics"});
    CHECK(response.status == 405);
    CHECK(FindHeader(response.headers, "Allow") == "GET, HEAD");
  }
  CHECK(calls == 0);
  CHECK(router.Answer({.method = "HEAD", .path = "/metrics"}).status == 200);
  CHECK(calls == 1);
}

TEST_CASE("scrapes over the limit get 503 and are told of, while light routes are answered") {
  int rejected = 0;
  Router router(2, [&] { ++rejected; });
  router.Add("GET", "/-/healthy", RouteKind::kLight, Says("healthy"));
  int depth = 0;
  std::vector<WebResponse> inner;
  // A scrape within a scrape: two are under way, and the third is one too many.
  router.Add("GET", "/metrics", RouteKind::kScrape, [&](const WebRequest& request) {
    ++depth;
    inner.push_back(router.Answer(GetPath("/-/healthy")));
    inner.push_back(router.Answer(request));
    return PlainAnswer(200, "metrics");
  });
  CHECK(router.Answer(GetPath("/metrics")).status == 200);
  CHECK(depth == 2);
  CHECK(rejected == 1);
  REQUIRE(inner.size() == 4);
  CHECK(inner[0].status == 200);
  CHECK(inner[1].status == 200);
  CHECK(inner[2].status == 503);
  CHECK(FindHeader(inner[2].headers, "Retry-After") == "1");
  CHECK(inner[3].status == 200);
}

TEST_CASE("a scrape that ended or failed makes room for the next") {
  int rejected = 0;
  Router router(1, [&] { ++rejected; });
  router.Add("GET", "/metrics", RouteKind::kScrape,
             [](const WebRequest& /*request*/) -> WebResponse { throw std::runtime_error("x"); });
  for (int i = 0; i < 5; ++i) CHECK(router.Answer(GetPath("/metrics")).status == 500);
  CHECK(rejected == 0);
}

TEST_CASE("a handler that throws is a 500 without a word of the exception") {
  Router router(1, kNobody);
  router.Add("GET", "/fails", RouteKind::kLight,
             [](const WebRequest& /*request*/) -> WebResponse { throw std::runtime_error("token=abc"); });
  const WebResponse response = router.Answer(GetPath("/fails"));
  CHECK(response.status == 500);
  CHECK(response.body == "Internal Server Error\n");
  CHECK(response.headers.empty());
}

}  // namespace
}  // namespace workspace_exporter
