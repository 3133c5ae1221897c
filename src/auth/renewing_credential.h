#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "auth/credential.h"
#include "base/file_watch.h"

namespace workspace_exporter {

/// How patient somebody is with whom temporary credentials are asked for.
struct RenewalPolicy {
  Milliseconds first_wait = {};        ///< after a failure, doubled with each further one
  Milliseconds longest_wait = {};      ///< what no wait exceeds
  Milliseconds between_refusals = {};  ///< no second new credential within it because the API refused the first
};

/// Of a key of an agency or of the metadata service: the fetch costs nobody anything, and a key that is refused though
/// it is new is not what is wrong.
inline constexpr RenewalPolicy kKeyRenewal = {.first_wait = std::chrono::seconds(10),
                                              .longest_wait = std::chrono::minutes(5),
                                              .between_refusals = std::chrono::minutes(1)};
/// Where a person's account is locked after too many tries.
inline constexpr RenewalPolicy kSignInRenewal = {.first_wait = std::chrono::minutes(1),
                                                 .longest_wait = std::chrono::minutes(15)};

/// Keeps a temporary credential, and fetches another before it expires, 40 minutes or a third of its life, or when the
/// API refuses it. One fetch at a time, for all who wait, who share its failure, too; while one renews a credential
/// that still lives, the others go on with it. A renewal that fails leaves one that still lives and is tried again
/// later and later, see RenewalPolicy. So is a fetch that was refused (kAuth), unless a file that it reads has been
/// written again; any other failure without a credential is for the caller to try again. Thread-safe.
class RenewingCredential final : public CredentialSource {
 public:
  /// `has_one`: one that lives is at hand, so that nobody is to be kept waiting for another.
  using Fetch = std::function<Result<Credential>(bool has_one)>;

  /// `fetch` is called once at a time, and has its own time. `watch`: the files that it reads. A stop ends what waits
  /// for it. The clock outlives it.
  RenewingCredential(Clock& clock, std::stop_token stop, RenewalPolicy policy, FileWatch watch, Fetch fetch);

  using CredentialSource::Get;
  using CredentialSource::Renew;
  Result<CredentialPtr> Get(const IsWanted& is_wanted) override;
  CredentialPtr AtHand() override;
  Result<CredentialPtr> Renew(const CredentialPtr& refused, const IsWanted& is_wanted) override;
  std::optional<WallTime> ExpiresAt() const override;
  void TryRefusedAgain() override;

 private:
  // REQUIRES: mutex_ is held.
  bool Lives() const;
  bool IsDue() const;
  std::optional<Error> Refusal() const;
  Result<CredentialPtr> Provide(std::unique_lock<std::mutex>& lock, const IsWanted& is_wanted);
  Result<CredentialPtr> FetchNow(std::unique_lock<std::mutex>& lock);
  void Keep(Credential credential);
  void Failed(const Error& error);

  Clock& clock_;
  const std::stop_token stop_;
  const RenewalPolicy policy_;
  const Fetch fetch_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  FileWatch watch_;  // what the last fetch read
  bool fetching_ = false;
  CredentialPtr at_hand_;
  CredentialPtr refused_;  // not to be used where the fetch of another is refused as well
  WallTime renew_at_ = {};
  SteadyTime replace_refused_at_ = {};
  // Of the failures since the last credential.
  std::optional<Error> failure_;
  Milliseconds wait_{0};
  SteadyTime retry_at_ = {};
  std::uint64_t failures_ = 0;  // counts on, for those who wait to see that there was one
};

}  // namespace workspace_exporter
