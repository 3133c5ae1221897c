#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// What IAM gives for a sign-in; sent as X-Auth-Token.
struct Token {
  Secret value;
  std::optional<WallTime> expires_at = std::nullopt;  ///< where it is known
};

/// What requests are signed with (AK and SK).
struct AccessKey {
  std::string id = {};
  Secret secret = {};
  Secret security_token = {};                         ///< of a temporary key; empty for a permanent one
  std::optional<WallTime> expires_at = std::nullopt;  ///< where it is known
};

/// What a request is signed in with.
using Credential = std::variant<Token, AccessKey>;
using CredentialPtr = std::shared_ptr<const Credential>;

std::optional<WallTime> ExpiresAt(const Credential& credential);
/// Whether they are alike but for when they expire.
bool Same(const Credential& a, const Credential& b);

/// What is asked for or read as one kind, as any.
template <typename T>
Result<Credential> AsCredential(Result<T> of_one_kind) {
  if (!of_one_kind) return std::move(of_one_kind).error();
  return Credential(*std::move(of_one_kind));
}

/// Has a credential at hand. Thread-safe: requests in parallel share one.
class CredentialSource {
 public:
  virtual ~CredentialSource() = default;

  /// The one to use now, never null; asks for one where there is none, or where it is about to expire. Errors: kAuth
  /// where there is none, or none but one that was refused, and those of the transport that it is asked for by.
  Result<CredentialPtr> Get() { return Get({}); }
  /// The one that may be used now, had without asking anybody; null where there is none. Does not wait.
  virtual CredentialPtr AtHand() = 0;
  /// Another than the one that the API has just refused: one is asked for by all whose requests were refused together.
  /// kAuth where there is no other.
  Result<CredentialPtr> Renew(const CredentialPtr& refused) { return Renew(refused, {}); }

  /// The same for who leaves when it is wanted no longer, with kCancelled: within a second where another asks for the
  /// credential. Empty: it is wanted.
  using IsWanted = std::function<bool()>;
  virtual Result<CredentialPtr> Get(const IsWanted& is_wanted) = 0;
  virtual Result<CredentialPtr> Renew(const CredentialPtr& refused, const IsWanted& is_wanted) = 0;
  /// When the one at hand expires, where there is one and it is known.
  virtual std::optional<WallTime> ExpiresAt() const = 0;
  /// What was refused, and waits for that, may be tried once more now: somebody says that the cause is gone.
  virtual void TryRefusedAgain() = 0;
};

}  // namespace workspace_exporter
