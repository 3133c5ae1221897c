#include "access/network.h"

#include <doctest/doctest.h>

#include "access_bench.h"

namespace workspace_exporter {
namespace {

constexpr Quota kPace = {.limit = 5, .window = std::chrono::seconds(1)};

Result<HttpResponse> Fine(const HttpRequest& /*request*/) { return HttpResponse{.status = 200}; }

TEST_CASE("connections and pace to one endpoint are shared, and go with the last that uses them") {
  AccessBench bench;
  bench.hosts["api"] = Fine;
  const Endpoint endpoint = {.origin = {.host = "api"}};
  {
    const Result<ReachedApi> one = bench.network.To(endpoint, kPace);
    const Result<ReachedApi> other = bench.network.To(endpoint, kPace);
    CHECK(one->connections == other->connections);
    CHECK(one->pace == other->pace);
    CHECK(bench.connections == 1);
  }
  bench.connected.clear();
  CHECK(bench.network.To(endpoint, kPace));
  CHECK(bench.connections == 2);
}

TEST_CASE("a pace is one of host and proxy, whatever certificates are trusted; and of how fast one may ask") {
  AccessBench bench;
  bench.hosts["api"] = Fine;
  const Endpoint endpoint = {.origin = {.host = "api"}};
  Endpoint other = endpoint;
  other.ca_hash = 1;
  other.origin.path_prefix = "/prefix";
  const Result<ReachedApi> one = bench.network.To(endpoint, kPace);
  CHECK(bench.network.To(other, kPace)->connections != one->connections);
  CHECK(bench.network.To(other, kPace)->pace == one->pace);
  CHECK(bench.network.To(endpoint, kNoPace)->pace != one->pace);
  other.proxy = Origin{.host = "proxy"};
  CHECK(bench.network.To(other, kPace)->pace != one->pace);
}

TEST_CASE("what cannot be connected to is an error, and is tried anew") {
  AccessBench bench;
  CHECK(bench.network.To({.origin = {.host = "api"}}, kPace).error().kind == ErrorKind::kTls);
  bench.hosts["api"] = Fine;
  CHECK(bench.network.To({.origin = {.host = "api"}}, kPace));
}

}  // namespace
}  // namespace workspace_exporter
