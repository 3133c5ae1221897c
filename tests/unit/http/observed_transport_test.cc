#include "http/observed_transport.h"

#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using std::chrono::seconds;

struct SlowTransport final : HttpTransport {
  explicit SlowTransport(FakeClock& time) : clock(time) {}

  Result<HttpResponse> Send(const HttpRequest& /*request*/, Deadline /*deadline*/) override {
    ++sent;
    clock.Advance(seconds(2));
    return answer;
  }

  FakeClock& clock;
  Result<HttpResponse> answer = HttpResponse{.status = 503};
  int sent = 0;
};

struct Recorder final : RequestObserver {
  void Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) override {
    statuses.push_back(answer ? answer->status : 0);
    durations.push_back(duration);
  }

  std::vector<int> statuses;
  std::vector<std::chrono::nanoseconds> durations;
};

struct ObservedRig {
  FakeClock clock;
  SlowTransport slow{clock};
  Recorder recorder;
  std::stop_source stop;
  ObservedTransport observed{slow, recorder, clock, stop.get_token()};
};

TEST_CASE("an observer is told of each answer and of each error, with its duration") {
  ObservedRig rig;
  const auto answer = rig.observed.Send({}, {});
  REQUIRE(answer);
  CHECK(answer->status == 503);
  rig.slow.answer = Error{ErrorKind::kNetwork, "reset"};
  CHECK_FALSE(rig.observed.Send({}, {}));
  CHECK(rig.recorder.statuses == std::vector<int>{503, 0});
  CHECK(rig.recorder.durations == std::vector<std::chrono::nanoseconds>{seconds(2), seconds(2)});
}

TEST_CASE("an observer is not told of what comes after a stop or a deadline, since nothing is sent") {
  ObservedRig rig;
  (void)rig.observed.Send({}, Deadline{rig.clock.SteadyNow()});
  rig.stop.request_stop();
  (void)rig.observed.Send({}, {});
  CHECK(rig.slow.sent == 2);
  CHECK(rig.recorder.statuses.empty());
}

}  // namespace
}  // namespace workspace_exporter
