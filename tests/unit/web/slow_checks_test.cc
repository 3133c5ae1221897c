#include "web/slow_checks.h"

#include <atomic>
#include <semaphore>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "web/authenticator.h"

namespace workspace_exporter {
namespace {

/// A check of the hash "slow" goes on until it is released; then the password "apple" is right, as it is for others.
class HeldVerifier final : public PasswordVerifier {
 public:
  bool Matches(std::string_view password, const std::string& hash) const override {
    if (hash == "slow") {
      ++begun;
      begun.notify_all();
      released.acquire();
    }
    return password == "apple";
  }
  bool TakesLong(const std::string& hash) const override { return hash == "slow"; }

  mutable std::atomic<int> begun = 0;
  mutable std::counting_semaphore<> released{0};
};

const HttpHeaders kAnn = {{"Authorization", "Basic YW5uOmFwcGxl"}};  // ann:apple
const HttpHeaders kBob = {{"Authorization", "Basic Ym9iOmFwcGxl"}};  // bob:apple
using Verdict = Authenticator::Verdict;

TEST_CASE("while the check of one user goes on, another's is answered") {
  const auto verifier = std::make_shared<HeldVerifier>();
  Authenticator authenticator(verifier, {.at_once = 1, .waiting = 0, .of_one_peer = 1});
  authenticator.Use({{"ann", "slow"}, {"bob", "quick"}});
  Verdict of_ann = Verdict::kBusy;
  std::jthread waiting([&] { of_ann = authenticator.Check(kAnn, "192.0.2.1"); });
  verifier->begun.wait(0);
  CHECK(authenticator.Check(kBob, "192.0.2.1") == Verdict::kAllowed);
  verifier->released.release();
  waiting.join();
  CHECK(of_ann == Verdict::kAllowed);
  CHECK(authenticator.Check(kAnn, "192.0.2.1") == Verdict::kAllowed);
  CHECK(verifier->begun == 1);  // it is remembered
}

TEST_CASE("a stranger's name costs a check that does not take long, where a user has such a one") {
  const auto verifier = std::make_shared<HeldVerifier>();
  Authenticator authenticator(verifier);
  authenticator.Use({{"carol", "slow"}, {"dave", "quick"}});
  CHECK(authenticator.Check(kAnn, "192.0.2.1") == Verdict::kRefused);
  CHECK(authenticator.Check(kBob, "192.0.2.1") == Verdict::kRefused);
  CHECK(verifier->begun == 0);
}

TEST_CASE("a stop sends away who waits for a check that takes long, though nothing can stop that") {
  const auto verifier = std::make_shared<HeldVerifier>();
  {
    Authenticator authenticator(verifier);
    authenticator.Use({{"ann", "slow"}, {"bob", "quick"}});
    Verdict first = Verdict::kAllowed;
    Verdict second = Verdict::kAllowed;
    std::jthread waiting([&] { first = authenticator.Check(kAnn, "192.0.2.1"); });
    verifier->begun.wait(0);
    std::jthread in_line([&] { second = authenticator.Check(kAnn, "192.0.2.2"); });
    authenticator.Stop();
    waiting.join();
    in_line.join();
    CHECK(first == Verdict::kBusy);
    CHECK(second == Verdict::kBusy);
    CHECK(authenticator.Check(kAnn, "192.0.2.1") == Verdict::kBusy);
    CHECK(authenticator.Check(kBob, "192.0.2.1") == Verdict::kAllowed);
  }
  CHECK(verifier->begun == 1);
  verifier->released.release();  // what the thread uses outlives whom it was asked by
}

}  // namespace
}  // namespace workspace_exporter
