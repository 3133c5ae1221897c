#include "auth/renewing_access_keys.h"

#include <algorithm>
#include <utility>

#include "base/fault_barrier.h"

namespace workspace_exporter {
namespace {

/// The SDK renews so long before a key expires; that is a third of two hours, and too long for one that lives shorter.
constexpr Milliseconds kRenewKeyBefore = std::chrono::minutes(40);
constexpr Milliseconds kFirstRetryWait = std::chrono::seconds(10);
constexpr Milliseconds kLongestRetryWait = std::chrono::minutes(5);
constexpr Milliseconds kBetweenRefusals = std::chrono::minutes(1);

WallTime RenewalTime(const AccessKey& key, WallTime now) {
  if (!key.expires_at) return WallTime::max();
  return *key.expires_at - std::min<Milliseconds>(kRenewKeyBefore, (*key.expires_at - now) / 3);
}

/// Those that are of who met them, whose time was up or whom nobody asks any more: others may fare better.
bool IsOfTheCaller(const Error& error) {
  return error.kind == ErrorKind::kTimeout || error.kind == ErrorKind::kCancelled;
}

}  // namespace

RenewingAccessKeys::RenewingAccessKeys(Clock& clock, std::stop_token stop, Fetch fetch)
    : clock_(clock), stop_(std::move(stop)), fetch_(std::move(fetch)) {}

Result<AccessKeyPtr> RenewingAccessKeys::Get(Deadline deadline) {
  std::unique_lock lock(mutex_);
  return Provide(lock, deadline);
}

Result<AccessKeyPtr> RenewingAccessKeys::Renew(const AccessKeyPtr& refused, Deadline deadline) {
  std::unique_lock lock(mutex_);
  // One that expired on its way is no matter of the limit.
  if (key_ == refused && Lives()) {
    const SteadyTime now = clock_.SteadyNow();
    if (now < replace_refused_at_) {
      return Error{ErrorKind::kAuth, "a new temporary key was refused as well; not replaced at once"};
    }
    replace_refused_at_ = now + kBetweenRefusals;
    key_ = nullptr;
  }
  return Provide(lock, deadline);
}

std::optional<WallTime> RenewingAccessKeys::ExpiresAt() const {
  const std::lock_guard lock(mutex_);
  return key_ != nullptr ? key_->expires_at : std::nullopt;
}

void RenewingAccessKeys::TryRefusedAgain() {
  const std::lock_guard lock(mutex_);
  retry_at_ = {};
  replace_refused_at_ = {};
}

bool RenewingAccessKeys::Lives() const {
  return key_ != nullptr && (!key_->expires_at || clock_.Now() < *key_->expires_at);
}

bool RenewingAccessKeys::IsDue() const { return clock_.Now() >= renew_at_ && clock_.SteadyNow() >= retry_at_; }

Result<AccessKeyPtr> RenewingAccessKeys::Provide(std::unique_lock<std::mutex>& lock, Deadline deadline) {
  const std::uint64_t failures = failures_;
  while (true) {
    if (Lives() && (fetching_ || !IsDue())) return key_;
    if (failures_ != failures && failure_ && !IsOfTheCaller(*failure_)) return *failure_;
    if (!fetching_) break;
    if (stop_.stop_requested()) return Error{ErrorKind::kCancelled, "stopped while waiting for a temporary key"};
    if (deadline.Passed(clock_)) return Error{ErrorKind::kTimeout, "waiting for a temporary key: none in time"};
    clock_.Wait(changed_, lock, deadline.at, stop_);
  }
  if (failure_ && failure_->kind == ErrorKind::kAuth && clock_.SteadyNow() < retry_at_) return *failure_;
  return FetchNow(lock, deadline);
}

Result<AccessKeyPtr> RenewingAccessKeys::FetchNow(std::unique_lock<std::mutex>& lock, Deadline deadline) {
  fetching_ = true;
  const Deadline for_fetch = ForFetch(deadline);
  lock.unlock();
  Result<AccessKey> fetched = WithoutThrowing(ErrorKind::kNetwork, [&] { return fetch_(for_fetch); });
  lock.lock();
  fetching_ = false;
  changed_.notify_all();
  if (fetched && fetched->expires_at && *fetched->expires_at <= clock_.Now()) {
    fetched = Error{ErrorKind::kAuth, "a new temporary key has expired already; is this machine's clock right?"};
  }
  if (fetched) {
    Keep(*std::move(fetched));
    return key_;
  }
  Failed(fetched.error());
  if (Lives()) return key_;
  return std::move(fetched).error();
}

/// Half of the time is left for the request itself where it can be sent whatever comes of the fetch.
Deadline RenewingAccessKeys::ForFetch(Deadline deadline) const {
  if (!Lives() || deadline.at == SteadyTime::max()) return deadline;
  return Deadline::In(clock_, deadline.Remaining(clock_) / 2);
}

void RenewingAccessKeys::Keep(AccessKey key) {
  renew_at_ = RenewalTime(key, clock_.Now());
  key_ = std::make_shared<const AccessKey>(std::move(key));
  failure_.reset();
  wait_ = {};
}

void RenewingAccessKeys::Failed(const Error& error) {
  if (error.kind == ErrorKind::kCancelled) return;
  wait_ = wait_ == Milliseconds(0) ? kFirstRetryWait : std::min(kLongestRetryWait, 2 * wait_);
  retry_at_ = clock_.SteadyNow() + wait_;
  failure_ = error;
  ++failures_;
}

}  // namespace workspace_exporter
