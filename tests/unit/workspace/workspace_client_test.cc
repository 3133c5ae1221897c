#include "workspace/workspace_client.h"

#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// Writes down how much time each request has.
struct TimedTransport final : HttpTransport {
  explicit TimedTransport(const Clock& given) : clock(given) {}
  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override {
    targets.push_back(request.target);
    times.push_back(deadline.Remaining(clock));
    return HttpResponse{.status = 200, .body = R"({"count":0,"items":[]})"};
  }

  const Clock& clock;
  std::vector<std::string> targets;
  std::vector<Milliseconds> times;
};

TEST_CASE("the time of a page begins once the project's id is known, which has as much of its own") {
  FakeClock clock;
  TimedTransport transport(clock);
  SessionPageParser parser(1);
  WorkspaceClient client(transport, clock, parser, [&](Milliseconds time) -> Result<std::string> {
    CHECK(time == 10s);
    clock.Advance(25s);
    return std::string("found");
  });
  REQUIRE(client.ReadPage({.begin = WallTime(), .end = WallTime()}, {.offset = 0, .limit = 1}, 10s));
  CHECK(transport.times == std::vector<Milliseconds>{10s});
  CHECK(transport.targets.at(0).starts_with("/v1/found/"));
}

}  // namespace
}  // namespace workspace_exporter
