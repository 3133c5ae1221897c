#include "http/request_gate.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

struct GateBench {
  FakeClock clock;
  bool wanted = true;
  HttpResponse answer = {.status = 200};
  FakeTransport api{[this](const HttpRequest&) -> Result<HttpResponse> { return answer; }};
  RequestQuota quota{{.limit = 2, .window = 1min}, clock, {}};
  RequestGate gate{api, quota, clock, [this] { return wanted; }};
};

TEST_CASE("after a throttling answer nothing is sent until the time it named has passed") {
  GateBench bench;
  bench.answer = {.status = 429, .headers = {{"Retry-After", "30"}}};
  CHECK(bench.gate.Send({}, {})->status == 429);
  bench.answer = {.status = 200};
  bench.clock.Advance(29s);
  const Result<HttpResponse> held = bench.gate.Send({}, {});
  REQUIRE_FALSE(held);
  CHECK(held.error().kind == ErrorKind::kThrottled);
  CHECK(bench.api.requests().size() == 1);
  bench.clock.Advance(1s);
  CHECK(bench.gate.Send({}, {})->status == 200);
}

TEST_CASE("the quota in a throttling message is learnt") {
  GateBench bench;
  bench.answer = {
      .status = 429,
      .body = R"({"error_code":"APIGW.0308","error_msg":"policy user over ratelimit,limit:1,time:5 minute"})"};
  CHECK(bench.gate.Send({}, {})->status == 429);
  CHECK(bench.quota.State().in_force == Quota{.limit = 1, .window = 5min});
  CHECK(bench.quota.State().closed == bench.clock.SteadyNow() + 5min);
}

TEST_CASE("waiting for the quota does not cost the request its time") {
  GateBench bench;
  const SteadyTime began = bench.clock.SteadyNow();
  for (int i = 0; i < 3; ++i) REQUIRE(bench.gate.Send({}, Deadline::In(bench.clock, 10s)));
  CHECK(bench.clock.SteadyNow() == began + 1min);
}

TEST_CASE("nothing is sent that nobody wants") {
  GateBench bench;
  bench.wanted = false;
  CHECK(bench.gate.Send({}, {}).error().kind == ErrorKind::kCancelled);
  CHECK(bench.api.requests().empty());
  CHECK(bench.quota.State().used == 0);
}

}  // namespace
}  // namespace workspace_exporter
