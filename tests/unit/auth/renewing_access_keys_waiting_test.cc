#include <semaphore>
#include <string>
#include <thread>
#include <utility>

#include <doctest/doctest.h>

#include "auth/renewing_access_keys.h"
#include "support/waited_for_clock.h"

namespace workspace_exporter {
namespace {

/// Two requests without a key: one fetches, and the other waits when the fetch ends, the first one with `end`.
struct Outcome {
  std::string of_fetcher;
  std::string of_waiter;
  int fetches = 0;
};

Outcome FetchForTwo(Result<AccessKey> end) {
  WaitedForClock clock;
  std::binary_semaphore begun(0);
  Outcome outcome;
  RenewingAccessKeys keys(clock, {}, [&](Deadline) -> Result<AccessKey> {
    if (++outcome.fetches > 1) return AccessKey{.id = "second", .secret = Secret("secret")};
    begun.release();
    clock.waiting.acquire();
    return std::move(end);
  });
  const auto get = [&keys](std::string& told) {
    const Result<AccessKeyPtr> key = keys.Get({});
    told = key ? (*key)->id : key.error().message;
  };
  {
    const std::jthread fetcher([&] { get(outcome.of_fetcher); });
    begun.acquire();
    const std::jthread waiter([&] { get(outcome.of_waiter); });
  }
  return outcome;
}

TEST_CASE("who waits for another's fetch gets its key") {
  const Outcome outcome = FetchForTwo(AccessKey{.id = "first", .secret = Secret("secret")});
  CHECK(outcome.of_fetcher == "first");
  CHECK(outcome.of_waiter == "first");
  CHECK(outcome.fetches == 1);
}

TEST_CASE("who waits for another's fetch shares its failure") {
  for (const ErrorKind kind : {ErrorKind::kServer, ErrorKind::kAuth}) {
    const Outcome outcome = FetchForTwo(Error{kind, "broken"});
    CHECK(outcome.of_fetcher == "broken");
    CHECK(outcome.of_waiter == "broken");
    CHECK(outcome.fetches == 1);
  }
}

TEST_CASE("who waits for a fetch that had too little time, or was stopped, fetches for itself") {
  for (const ErrorKind kind : {ErrorKind::kTimeout, ErrorKind::kCancelled}) {
    const Outcome outcome = FetchForTwo(Error{kind, "over"});
    CHECK(outcome.of_fetcher == "over");
    CHECK(outcome.of_waiter == "second");
    CHECK(outcome.fetches == 2);
  }
}

}  // namespace
}  // namespace workspace_exporter
