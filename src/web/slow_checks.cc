#include "web/slow_checks.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "base/secret.h"

namespace workspace_exporter {

/// What its threads have of it, which may outlive it.
struct SlowChecks::Shared {
  const std::shared_ptr<const PasswordVerifier> verifier;
  std::mutex mutex;
  std::condition_variable changed;
  bool stopped = false;  // guarded by mutex
};

SlowChecks::SlowChecks(std::shared_ptr<const PasswordVerifier> verifier)
    : shared_(new Shared{.verifier = std::move(verifier), .mutex = {}, .changed = {}}) {}

SlowChecks::~SlowChecks() { Stop(); }

std::optional<bool> SlowChecks::Matches(std::string_view password, const std::string& hash) {
  const auto verdict = std::make_shared<std::optional<bool>>();  // guarded by the mutex
  std::unique_lock lock(shared_->mutex);
  if (shared_->stopped) return std::nullopt;
  std::thread([shared = shared_, verdict, phrase = Secret(password), hash] {
    const bool matches = shared->verifier->Matches(phrase.Reveal(), hash);
    const std::lock_guard guard(shared->mutex);
    *verdict = matches;
    shared->changed.notify_all();
  }).detach();
  shared_->changed.wait(lock, [&] { return shared_->stopped || verdict->has_value(); });
  return *verdict;
}

void SlowChecks::Stop() {
  const std::lock_guard lock(shared_->mutex);
  shared_->stopped = true;
  shared_->changed.notify_all();
}

}  // namespace workspace_exporter
