#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>

#include "auth/iam_sign_in.h"
#include "auth/sign_in_backoff.h"
#include "auth/token_provider.h"
#include "http/retry.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What errors say that IAM failed at.
inline constexpr const char* kSigningIn = "signing in";

struct PasswordSignInOptions {
  IamUser user;
  std::function<Result<Password>()> password;  ///< asked for at each sign-in, since it may have changed
  RetryPolicy retry = {};
  Milliseconds request_timeout = {};  ///< of one try
};

/// Signs in to IAM by password, keeps the token, and renews it before it expires or when the API refuses it. One
/// sign-in at a time, for all who wait; they share its failure, too. A password that IAM refuses is not tried again for
/// a while, unless its file has changed: accounts are locked after too many tries.
class PasswordTokenProvider final : public TokenProvider {
 public:
  PasswordTokenProvider(HttpTransport& iam, RetryContext context, PasswordSignInOptions options);

  Result<TokenPtr> Get(Deadline deadline) override;
  Result<TokenPtr> Renew(const TokenPtr& refused, Deadline deadline) override;
  std::optional<WallTime> ExpiresAt() const override;
  void TryRefusedAgain() override { try_refused_again_ = true; }

 private:
  /// Of a token, how soon it expires.
  enum class Life : std::uint8_t { kLong, kShort, kOver };

  /// REQUIRES: mutex_ is held.
  Life LifeOf(const TokenPtr& token) const;
  Result<TokenPtr> Provide(const TokenPtr& refused, Deadline deadline);
  Result<TokenPtr> SignIn();

  HttpTransport& iam_;
  const RetryContext context_;
  const PasswordSignInOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool signing_in_ = false;
  TokenPtr token_;
  WallTime renew_at_ = {};
  std::optional<Error> failure_;  // of the last sign-in that brought no token
  std::uint64_t failures_ = 0;    // counts on, for those who wait to see that there was one
  std::atomic<bool> try_refused_again_ = false;
  SignInBackoff backoff_;  // used by whoever signs in, of whom there is one
};

}  // namespace workspace_exporter
