#include "auth/sign_in_backoff.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a refused password waits a minute, twice as long each time, a quarter of an hour at most") {
  SignInBackoff backoff;
  const Secret password("wrong");
  SteadyTime now{};
  for (const Milliseconds wait : {1min, 2min, 4min, 8min, 15min, 15min}) {
    CHECK_FALSE(backoff.Wait(password, now));
    backoff.Refused(password, now);
    CHECK(backoff.Wait(password, now) == wait);
    CHECK(backoff.Wait(password, now + wait - 1ms) == 1ms);
    now += wait;
  }
}

TEST_CASE("another password may be tried at once, and begins anew") {
  SignInBackoff backoff;
  backoff.Refused(Secret("wrong"), SteadyTime{});
  backoff.Refused(Secret("wrong"), SteadyTime{});
  CHECK_FALSE(backoff.Wait(Secret("other"), SteadyTime{}));
  backoff.Refused(Secret("other"), SteadyTime{});
  CHECK(backoff.Wait(Secret("other"), SteadyTime{}) == 1min);
}

TEST_CASE("an accepted password has nothing to wait for") {
  SignInBackoff backoff;
  backoff.Refused(Secret("p"), SteadyTime{});
  backoff.Accepted();
  CHECK_FALSE(backoff.Wait(Secret("p"), SteadyTime{}));
}

}  // namespace
}  // namespace workspace_exporter
