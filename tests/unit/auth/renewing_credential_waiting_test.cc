#include <semaphore>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "auth/renewing_credential.h"
#include "support/credentials.h"
#include "support/fake_file_reader.h"
#include "support/waited_for_clock.h"

namespace workspace_exporter {
namespace {

Result<Credential> TokenOf(const char* value) { return Credential(Token{.value = Secret(value)}); }

/// Two requests without a credential: one fetches, and the other waits when the fetch ends, the first one with `end`.
struct Outcome {
  std::string of_fetcher;
  std::string of_waiter;
  int fetches = 0;
};

Outcome FetchForTwo(Result<Credential> end) {
  WaitedForClock clock;
  const FakeFileReader files;
  std::binary_semaphore begun(0);
  Outcome outcome;
  RenewingCredential credentials(clock, {}, kKeyRenewal, FileWatch(files, {}), [&](bool) -> Result<Credential> {
    if (++outcome.fetches > 1) return TokenOf("second");
    begun.release();
    clock.waiting.acquire();
    return std::move(end);
  });
  const auto get = [&credentials](std::string& told) {
    const Result<CredentialPtr> credential = credentials.Get();
    told = credential ? Shown(credential) : credential.error().message;
  };
  {
    const std::jthread fetcher([&] { get(outcome.of_fetcher); });
    begun.acquire();
    const std::jthread waiter([&] { get(outcome.of_waiter); });
  }
  return outcome;
}

TEST_CASE("who waits for another's fetch gets its credential") {
  const Outcome outcome = FetchForTwo(TokenOf("first"));
  CHECK(outcome.of_fetcher == "first");
  CHECK(outcome.of_waiter == "first");
  CHECK(outcome.fetches == 1);
}

TEST_CASE("who waits for another's fetch shares its failure") {
  for (const ErrorKind kind : {ErrorKind::kServer, ErrorKind::kAuth, ErrorKind::kTimeout}) {
    const Outcome outcome = FetchForTwo(Error{kind, "broken"});
    CHECK(outcome.of_fetcher == "broken");
    CHECK(outcome.of_waiter == "broken");
    CHECK(outcome.fetches == 1);
  }
}

TEST_CASE("who waits for a fetch that was stopped fetches for itself") {
  const Outcome outcome = FetchForTwo(Error{ErrorKind::kCancelled, "over"});
  CHECK(outcome.of_fetcher == "over");
  CHECK(outcome.of_waiter == "second");
  CHECK(outcome.fetches == 2);
}

TEST_CASE("a secret that could not be read is nobody's refusal, and is read again at once, also after one") {
  WaitedForClock clock;
  FakeFileReader files;
  files.Write("f", "wrong");
  std::vector<Error> errors = {{.kind = ErrorKind::kAuth, .message = "unreadable", .retry_after = Milliseconds(0)},
                               {.kind = ErrorKind::kAuth, .message = "refused"}};
  RenewingCredential credentials(clock, {}, kSignInRenewal, FileWatch(files, {"f"}), [&](bool) -> Result<Credential> {
    if (errors.empty()) return TokenOf("there");
    Error error = std::move(errors.back());
    errors.pop_back();
    return error;
  });
  CHECK(credentials.Get().error().message == "refused");
  CHECK(credentials.Get().error().message == "refused; not tried again for 60 s");
  files.Touch("f");
  CHECK(credentials.Get().error().message == "unreadable");
  CHECK(Shown(credentials.Get()) == "there");
}

}  // namespace
}  // namespace workspace_exporter
