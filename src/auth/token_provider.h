#pragma once

#include <memory>
#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// What a request is signed in with, as X-Auth-Token.
struct Token {
  Secret value;
  std::optional<WallTime> expires_at;  ///< where it is known
};
using TokenPtr = std::shared_ptr<const Token>;

/// Has a token at hand. Thread-safe: requests in parallel share one.
class TokenProvider {
 public:
  virtual ~TokenProvider() = default;

  /// The token to use now; signs in where there is none, or where it is about to expire. Errors: kAuth where the
  /// sign-in is refused or has to wait, and those of the transport.
  virtual Result<TokenPtr> Get(Deadline deadline) = 0;
  /// Another token than the one that the API has just refused: one sign-in for all requests that were refused it.
  virtual Result<TokenPtr> Renew(const TokenPtr& refused, Deadline deadline) = 0;
  /// When the token at hand expires, where there is one and it is known.
  virtual std::optional<WallTime> ExpiresAt() const = 0;
  /// What was refused, and waits for that, may be tried once more now: somebody says that the cause is gone.
  virtual void TryRefusedAgain() = 0;
};

}  // namespace workspace_exporter
