#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "auth/credential.h"
#include "base/file_watch.h"

namespace workspace_exporter {

/// One that was refused is tried again after so long: time enough for a hiccup of the API to pass, and seldom enough to
/// be no attack. A token cannot become good again.
inline constexpr Milliseconds kRefusedKeyWaits = std::chrono::minutes(1);
inline constexpr Milliseconds kRefusedTokenWaits = std::chrono::years(100);

/// A credential that somebody else puts into files, and puts a new one there in time; or that never changes, such as
/// one of the environment, which is of no file. The files are read again when one of them changes, and taken only
/// together: not while they change, and not where only a part of a key is another, since id, secret and token are
/// always issued together. What cannot be read leaves what was there. One that was refused waits, unless a file has
/// changed, so that requests fail without being sent. Thread-safe.
class WatchedCredential final : public CredentialSource {
 public:
  struct Where {
    std::string name;     ///< for messages: a file or a variable
    std::string refusal;  ///< "a token that was refused", and what comes then
  };

  /// `read` makes a credential of what the files hold; its error, kAuth, never shows what that is. The clock outlives
  /// it.
  WatchedCredential(Where where, FileWatch watch, std::function<Result<Credential>()> read, Milliseconds refused_waits,
                    const Clock& clock);

  using CredentialSource::Get;
  using CredentialSource::Renew;
  Result<CredentialPtr> Get(const IsWanted& is_wanted) override;
  CredentialPtr AtHand() override;
  Result<CredentialPtr> Renew(const CredentialPtr& refused, const IsWanted& is_wanted) override;
  std::optional<WallTime> ExpiresAt() const override { return std::nullopt; }
  void TryRefusedAgain() override;

 private:
  // REQUIRES: mutex_ is held.
  bool IsHalfOfAChange(const Credential& read) const;
  Result<Done> Update();
  Result<CredentialPtr> Usable(Result<Done> updated) const;
  bool Waits() const;

  const Where where_;
  const std::function<Result<Credential>()> read_;
  const Milliseconds refused_waits_;
  const Clock& clock_;
  std::mutex mutex_;
  FileWatch watch_;
  CredentialPtr at_hand_;
  CredentialPtr refused_;
  SteadyTime refused_at_ = {};
};

}  // namespace workspace_exporter
