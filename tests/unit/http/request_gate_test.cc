#include "http/request_gate.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("after a throttling answer nothing is sent until the time it named has passed") {
  FakeClock clock;
  int status = 429;
  FakeTransport api([&status](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = status, .headers = {{"Retry-After", "30"}}};
  });
  RequestGate gate(api, clock, [] { return true; });
  CHECK(gate.Send({}, {})->status == 429);
  status = 200;
  clock.Advance(29s);
  const Result<HttpResponse> held = gate.Send({}, {});
  REQUIRE_FALSE(held);
  CHECK(held.error().kind == ErrorKind::kThrottled);
  CHECK(held.error().message == "throttled: no request for another 1 s");
  CHECK(api.requests().size() == 1);
  clock.Advance(1s);
  CHECK(gate.Send({}, {})->status == 200);
}

TEST_CASE("nothing is sent that nobody wants") {
  FakeClock clock;
  FakeTransport api([](const HttpRequest&) -> Result<HttpResponse> { return HttpResponse{.status = 200}; });
  RequestGate gate(api, clock, [] { return false; });
  CHECK(gate.Send({}, {}).error().kind == ErrorKind::kCancelled);
  CHECK(api.requests().empty());
}

}  // namespace
}  // namespace workspace_exporter
