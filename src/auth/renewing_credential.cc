#include "auth/renewing_credential.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/fault_barrier.h"

namespace workspace_exporter {
namespace {

/// The SDKs renew so long before a credential expires; that is a third of two hours, and too long for one that lives
/// shorter.
constexpr Milliseconds kRenewBefore = std::chrono::minutes(40);

/// Whether what others ask for is still wanted by who waits for it.
constexpr Milliseconds kLookEvery = std::chrono::seconds(1);

WallTime RenewalTime(const Credential& credential, WallTime now) {
  const std::optional<WallTime> expires_at = ExpiresAt(credential);
  if (!expires_at) return WallTime::max();
  return *expires_at - std::min<Milliseconds>(kRenewBefore, (*expires_at - now) / 3);
}

}  // namespace

RenewingCredential::RenewingCredential(Clock& clock, std::stop_token stop, RenewalPolicy policy, FileWatch watch,
                                       Fetch fetch)
    : clock_(clock), stop_(std::move(stop)), policy_(policy), fetch_(std::move(fetch)), watch_(std::move(watch)) {}

Result<CredentialPtr> RenewingCredential::Get(const IsWanted& is_wanted) {
  std::unique_lock lock(mutex_);
  return Provide(lock, is_wanted);
}

CredentialPtr RenewingCredential::AtHand() {
  const std::lock_guard lock(mutex_);
  return Lives() ? at_hand_ : nullptr;
}

Result<CredentialPtr> RenewingCredential::Renew(const CredentialPtr& refused, const IsWanted& is_wanted) {
  std::unique_lock lock(mutex_);
  // One that expired on its way is no matter of the limit.
  if (at_hand_ == refused && Lives()) {
    const SteadyTime now = clock_.SteadyNow();
    if (now < replace_refused_at_) {
      return Error{ErrorKind::kAuth, "a new temporary credential was refused as well; not replaced at once"};
    }
    replace_refused_at_ = now + policy_.between_refusals;
    refused_ = refused;
  }
  Result<CredentialPtr> other = Provide(lock, is_wanted);
  // Where nobody could be asked, it may yet be good.
  if (!other && other.error().kind != ErrorKind::kAuth) refused_ = nullptr;
  return other;
}

std::optional<WallTime> RenewingCredential::ExpiresAt() const {
  const std::lock_guard lock(mutex_);
  return at_hand_ != nullptr ? workspace_exporter::ExpiresAt(*at_hand_) : std::nullopt;
}

void RenewingCredential::TryRefusedAgain() {
  const std::lock_guard lock(mutex_);
  retry_at_ = {};
  replace_refused_at_ = {};
}

bool RenewingCredential::Lives() const {
  if (at_hand_ == nullptr || at_hand_ == refused_) return false;
  const std::optional<WallTime> expires_at = workspace_exporter::ExpiresAt(*at_hand_);
  return !expires_at || clock_.Now() < *expires_at;
}

bool RenewingCredential::IsDue() const {
  return clock_.Now() >= renew_at_ && (clock_.SteadyNow() >= retry_at_ || watch_.HaveChanged());
}

/// Of a fetch that is not to be repeated yet.
std::optional<Error> RenewingCredential::Refusal() const {
  const SteadyTime now = clock_.SteadyNow();
  if (!failure_ || failure_->kind != ErrorKind::kAuth || now >= retry_at_ || watch_.HaveChanged()) return std::nullopt;
  Error error = *failure_;
  error.message +=
      fmt::format("; not tried again for {} s", std::chrono::ceil<std::chrono::seconds>(retry_at_ - now).count());
  return error;
}

Result<CredentialPtr> RenewingCredential::Provide(std::unique_lock<std::mutex>& lock, const IsWanted& is_wanted) {
  const std::uint64_t failures = failures_;
  while (true) {
    if (Lives() && (fetching_ || !IsDue())) return at_hand_;
    if (failures_ != failures && failure_) return *failure_;
    if (!fetching_) break;
    if (stop_.stop_requested()) return Error{ErrorKind::kCancelled, "stopped while waiting for a sign-in"};
    if (is_wanted && !is_wanted()) return Error{ErrorKind::kCancelled, "called off: nobody wants it any more"};
    clock_.Wait(changed_, lock, is_wanted ? clock_.SteadyNow() + kLookEvery : SteadyTime::max(), stop_);
  }
  if (std::optional<Error> refusal = Refusal()) return *std::move(refusal);
  return FetchNow(lock);
}

Result<CredentialPtr> RenewingCredential::FetchNow(std::unique_lock<std::mutex>& lock) {
  fetching_ = true;
  const bool has_one = Lives();
  FileWatch::Stamps before = watch_.Now();
  lock.unlock();
  Result<Credential> fetched = WithoutThrowing(ErrorKind::kNetwork, [&] { return fetch_(has_one); });
  lock.lock();
  fetching_ = false;
  watch_.HaveBeenRead(std::move(before));
  changed_.notify_all();
  if (fetched && workspace_exporter::ExpiresAt(*fetched).value_or(WallTime::max()) <= clock_.Now()) {
    fetched = Error{ErrorKind::kAuth, "a new temporary credential has expired already; is this machine's clock right?"};
  }
  if (fetched) {
    Keep(*std::move(fetched));
    return at_hand_;
  }
  Failed(fetched.error());
  if (Lives()) return at_hand_;
  return std::move(fetched).error();
}

void RenewingCredential::Keep(Credential credential) {
  renew_at_ = RenewalTime(credential, clock_.Now());
  at_hand_ = std::make_shared<const Credential>(std::move(credential));
  refused_ = nullptr;
  failure_.reset();
  wait_ = {};
}

void RenewingCredential::Failed(const Error& error) {
  if (error.kind == ErrorKind::kCancelled) return;
  failure_ = error;
  ++failures_;
  // Nobody was asked: a file could not be read.
  if (error.retry_after == Milliseconds(0)) {
    retry_at_ = {};
    return;
  }
  // No request goes out with that one again.
  if (error.kind == ErrorKind::kAuth && at_hand_ == refused_) at_hand_ = refused_ = nullptr;
  wait_ = wait_ == Milliseconds(0) ? policy_.first_wait : std::min(policy_.longest_wait, 2 * wait_);
  retry_at_ = clock_.SteadyNow() + wait_;
}

}  // namespace workspace_exporter
