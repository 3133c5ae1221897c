#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>

#include "auth/access_key.h"

namespace workspace_exporter {

/// Keeps a temporary key, and fetches another before it expires or when the API refuses it. One fetch at a time, for
/// all who wait; while one renews a key that still lives, the others go on with it. A renewal that fails leaves a key
/// that still lives and is tried again after 10 s, twice as long after each further failure, and 5 minutes at most. So
/// is a fetch that was refused (kAuth); any other failure without a key is for the caller to try again.
class RenewingAccessKeys final : public AccessKeyProvider {
 public:
  using Fetch = std::function<Result<AccessKey>(Deadline)>;

  /// `fetch` is called once at a time. A stop ends what waits for it.
  RenewingAccessKeys(Clock& clock, std::stop_token stop, Fetch fetch);

  Result<AccessKeyPtr> Get(Deadline deadline) override;
  /// A key that was fetched because another was refused, and is refused within a minute though it has not expired, is
  /// not replaced at once: the key is not what is wrong.
  Result<AccessKeyPtr> Renew(const AccessKeyPtr& refused, Deadline deadline) override;
  std::optional<WallTime> ExpiresAt() const override;
  void TryRefusedAgain() override;

 private:
  // REQUIRES: mutex_ is held.
  bool Lives() const;
  bool IsDue() const;
  Result<AccessKeyPtr> Provide(std::unique_lock<std::mutex>& lock, Deadline deadline);
  Result<AccessKeyPtr> FetchNow(std::unique_lock<std::mutex>& lock, Deadline deadline);
  Deadline ForFetch(Deadline deadline) const;
  void Keep(AccessKey key);
  void Failed(const Error& error);

  Clock& clock_;
  const std::stop_token stop_;
  const Fetch fetch_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool fetching_ = false;
  AccessKeyPtr key_;
  WallTime renew_at_ = {};
  SteadyTime replace_refused_at_ = {};
  // Of the failures since the last key.
  std::optional<Error> failure_;
  Milliseconds wait_{0};
  SteadyTime retry_at_ = {};
  std::uint64_t failures_ = 0;  // counts on, for those who wait to see that there was one
};

}  // namespace workspace_exporter
