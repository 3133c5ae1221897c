#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// What requests are signed with (AK and SK).
struct AccessKey {
  std::string id = {};
  Secret secret = {};
  Secret security_token = {};                         ///< of a temporary key; empty for a permanent one
  std::optional<WallTime> expires_at = std::nullopt;  ///< where it is known
};
using AccessKeyPtr = std::shared_ptr<const AccessKey>;

/// A key that somebody has configured is not used for so long after it was refused: time enough for a hiccup of the API
/// to pass, and seldom enough to be no attack.
inline constexpr std::chrono::minutes kRefusedKeyWaits(1);

/// Has a key at hand. Thread-safe: requests in parallel share one.
class AccessKeyProvider {
 public:
  virtual ~AccessKeyProvider() = default;

  /// The key to use now, never null; asks for one where there is none, or where it is about to expire. Errors: kAuth
  /// where there is no key, or none but one that was refused, and those of the transport that a key is fetched by.
  virtual Result<AccessKeyPtr> Get(Deadline deadline) = 0;
  /// Another key than the one that the API has just refused; kAuth where there is no other.
  virtual Result<AccessKeyPtr> Renew(const AccessKeyPtr& refused, Deadline deadline) = 0;
  /// When the key at hand expires, where there is one and it is known.
  virtual std::optional<WallTime> ExpiresAt() const = 0;
  /// What was refused, and waits for that, may be tried once more now: somebody says that the cause is gone.
  virtual void TryRefusedAgain() = 0;
};

}  // namespace workspace_exporter
