#include "http/retry.h"

#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using std::chrono::seconds;

/// An operation that fails a number of times and then succeeds.
struct Flaky {
  Result<int> operator()() { return ++calls > failures ? Result<int>(7) : Result<int>(error); }

  int failures = 0;
  Error error = {ErrorKind::kServer, "status 503"};
  int calls = 0;
};

struct RetryRig {
  Result<int> Run(Flaky& operation, const RetryPolicy& policy = {}) {
    return WithRetries(policy,
                       {clock, deadline, stop.get_token(), [this] { return random; },
                        [this](const Error& error) { retried.push_back(error.message); }},
                       [&operation] { return operation(); });
  }

  FakeClock clock;
  const SteadyTime begun = clock.SteadyNow();
  Deadline deadline;
  std::stop_source stop;
  double random = 0.5;
  std::vector<std::string> retried;
};

TEST_CASE("what may be tried again is what another try can change") {
  for (const auto kind : {ErrorKind::kTimeout, ErrorKind::kNetwork, ErrorKind::kServer, ErrorKind::kMalformed}) {
    CHECK(MayRetry({kind, ""}));
  }
  for (const auto kind : {ErrorKind::kTls, ErrorKind::kAuth, ErrorKind::kThrottled, ErrorKind::kRejected,
                          ErrorKind::kInconsistent, ErrorKind::kCancelled}) {
    CHECK_FALSE(MayRetry({kind, ""}));
  }
}

TEST_CASE("the delay is a random part of a time that doubles up to the cap") {
  const RetryPolicy policy;
  CHECK(RetryDelay(policy, 0, 0.0) == Milliseconds(0));
  CHECK(RetryDelay(policy, 0, 0.5) == Milliseconds(125));
  CHECK(RetryDelay(policy, 1, 0.5) == Milliseconds(250));
  CHECK(RetryDelay(policy, 4, 0.5) == Milliseconds(2000));
  CHECK(RetryDelay(policy, 5, 0.5) == Milliseconds(2500));
  CHECK(RetryDelay(policy, 1000000, 0.999) == Milliseconds(4995));
}

TEST_CASE("a failure that passes is retried after its delays, and told of") {
  RetryRig rig;
  Flaky operation{.failures = 2};
  const auto result = rig.Run(operation);
  REQUIRE(result);
  CHECK(*result == 7);
  CHECK(rig.retried == std::vector<std::string>{"status 503", "status 503"});
  CHECK(rig.clock.SteadyNow() - rig.begun == Milliseconds(125 + 250));
}

TEST_CASE("after the last retry the error is returned") {
  RetryRig rig;
  Flaky operation{.failures = 100};
  CHECK_FALSE(rig.Run(operation));
  CHECK(operation.calls == 4);
  CHECK(rig.retried.size() == 3);
  Flaky once{.failures = 100};
  CHECK_FALSE(rig.Run(once, {.retries = 0}));
  CHECK(once.calls == 1);
}

TEST_CASE("a loop within a loop does not multiply the tries") {
  RetryRig rig;
  Flaky sign_in{.failures = 100};
  int pages = 0;
  const Result<int> result = WithRetries(
      {.retries = 3},
      {rig.clock, rig.deadline, rig.stop.get_token(), [] { return 0.5; }, [](const Error& /*error*/) {}}, [&] {
        ++pages;
        return rig.Run(sign_in);
      });
  REQUIRE_FALSE(result);
  CHECK(result.error().message == "status 503");
  CHECK(sign_in.calls == 4);
  CHECK(pages == 1);
}

TEST_CASE("an error that another try cannot change is returned at once") {
  RetryRig rig;
  Flaky operation{.failures = 1, .error = {ErrorKind::kAuth, "token refused"}};
  CHECK_FALSE(rig.Run(operation));
  CHECK(operation.calls == 1);
  CHECK(rig.clock.SteadyNow() == rig.begun);
}

TEST_CASE("the wait is as long as the server asks for") {
  RetryRig rig;
  Flaky operation{.failures = 1, .error = {ErrorKind::kServer, "status 503", seconds(7)}};
  CHECK(rig.Run(operation));
  CHECK(rig.clock.SteadyNow() - rig.begun == seconds(7));
}

TEST_CASE("no retry is waited for that could only begin at the deadline or later") {
  RetryRig rig;
  rig.deadline = Deadline::In(rig.clock, Milliseconds(125 + 250));
  Flaky operation{.failures = 100};
  CHECK_FALSE(rig.Run(operation));
  CHECK(operation.calls == 2);
  CHECK(rig.clock.SteadyNow() - rig.begun == Milliseconds(125));
}

TEST_CASE("after a stop nothing is tried again") {
  RetryRig rig;
  rig.stop.request_stop();
  Flaky operation{.failures = 1};
  CHECK_FALSE(rig.Run(operation));
  CHECK(operation.calls == 1);
  CHECK(rig.retried.empty());
}

}  // namespace
}  // namespace workspace_exporter
