#include "auth/sign_in_backoff.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// A password whose file was last written then.
Password Of(const char* value, std::int64_t written = 0) {
  return {.value = Secret(value), .file = {.modified_ns = written}};
}

TEST_CASE("a refused password waits a minute, twice as long each time, a quarter of an hour at most") {
  SignInBackoff backoff;
  const Password password = Of("wrong");
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
  backoff.Refused(Of("wrong"), SteadyTime{});
  backoff.Refused(Of("wrong"), SteadyTime{});
  CHECK_FALSE(backoff.Wait(Of("other"), SteadyTime{}));
  backoff.Refused(Of("other"), SteadyTime{});
  CHECK(backoff.Wait(Of("other"), SteadyTime{}) == 1min);
}

TEST_CASE("a password that was written again may be tried at once, and waits longer where it is refused again") {
  SignInBackoff backoff;
  backoff.Refused(Of("wrong", 1), SteadyTime{});
  CHECK_FALSE(backoff.Wait(Of("wrong", 2), SteadyTime{}));
  backoff.Refused(Of("wrong", 2), SteadyTime{});
  CHECK(backoff.Wait(Of("wrong", 2), SteadyTime{}) == 2min);
}

TEST_CASE("a password may be tried at once when somebody asks for it, and waits longer where it is refused again") {
  SignInBackoff backoff;
  backoff.Refused(Of("wrong"), SteadyTime{} + 1h);
  backoff.TryAgain();
  CHECK_FALSE(backoff.Wait(Of("wrong"), SteadyTime{} + 1h));
  backoff.Refused(Of("wrong"), SteadyTime{} + 1h);
  CHECK(backoff.Wait(Of("wrong"), SteadyTime{} + 1h) == 2min);
}

TEST_CASE("an accepted password has nothing to wait for") {
  SignInBackoff backoff;
  backoff.Refused(Of("p"), SteadyTime{});
  backoff.Accepted();
  CHECK_FALSE(backoff.Wait(Of("p"), SteadyTime{}));
}

}  // namespace
}  // namespace workspace_exporter
