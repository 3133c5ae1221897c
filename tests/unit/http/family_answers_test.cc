#include "http/family_answers.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using State = FamilyAnswer::State;

constexpr SteadyTime kThen(std::chrono::hours(1));
constexpr FamilyAnswer kPending = {};

FamilyAnswer At(State state) { return {state, kThen}; }

TEST_CASE("a name is settled at once when both families have answered, whatever they said") {
  for (const State ipv4 : {State::kFound, State::kNoSuchName, State::kFailed}) {
    for (const State ipv6 : {State::kFound, State::kNoSuchName, State::kFailed}) {
      CHECK(SettledAt(At(ipv4), At(ipv6)) == SteadyTime::min());
    }
  }
}

TEST_CASE("a family that is silent holds up one that has answered for 200 ms and no longer") {
  CHECK(SettledAt(At(State::kFound), kPending) == kThen + Milliseconds(200));
  CHECK(SettledAt(kPending, At(State::kFound)) == kThen + Milliseconds(200));
}

TEST_CASE("a name that does not exist by IPv4 is settled, but there are servers that say so of any name by IPv6") {
  CHECK(SettledAt(At(State::kNoSuchName), kPending) == kThen + Milliseconds(200));
  CHECK(SettledAt(kPending, At(State::kNoSuchName)) == SteadyTime::max());
}

TEST_CASE("a family without an address waits for the other") {
  CHECK(SettledAt(kPending, kPending) == SteadyTime::max());
  CHECK(SettledAt(At(State::kFailed), kPending) == SteadyTime::max());
  CHECK(SettledAt(kPending, At(State::kFailed)) == SteadyTime::max());
}

}  // namespace
}  // namespace workspace_exporter
