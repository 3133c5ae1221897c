#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "web/basic_credentials.h"
#include "web/check_gate.h"
#include "web/password_verifier.h"
#include "web/slow_checks.h"

namespace workspace_exporter {

/// Hashes of passwords, by the users' names.
using PasswordHashes = std::map<std::string, std::string>;

/// Tells whether a client is one of the users. A password that was right is remembered, by a hash with a key of this
/// process, so that the next request costs microseconds; any other takes a whole check, for a name that is no user's as
/// well. Checks that take long have a gate of their own, so that others need not wait for them. Thread-safe.
class Authenticator final {
 public:
  enum class Verdict : std::uint8_t {
    kAllowed,
    kRefused,
    kBusy,  ///< too many checks: not looked at
  };

  explicit Authenticator(std::shared_ptr<const PasswordVerifier> verifier, CheckLimits limits = {},
                         CheckLimits slow_limits = kSlowCheckLimits);

  /// From now on these; none at all: everybody is allowed.
  void Use(PasswordHashes users);
  bool HasUsers() const { return !Users()->hashes.empty(); }
  /// May wait for its turn, and then checks.
  Verdict Check(const HttpHeaders& headers, const std::string& peer);
  /// Whoever waits for a check that takes long, now or later, is told that there are too many.
  void Stop() { slow_checks_.Stop(); }

 private:
  using Digest = std::array<unsigned char, 32>;

  struct Known {
    PasswordHashes hashes = {};
    std::vector<std::string> stand_ins = {};  ///< see StandIn
  };

  std::shared_ptr<const Known> Users() const;
  /// HMAC-SHA256.
  Digest DigestOf(std::string_view text) const;
  /// For a name that is no user's: always that of the same user, so that it takes as long as a user's would. Of those
  /// whose check does not take long, where there are any: a stranger must not keep those busy that do.
  const std::string& StandIn(const Known& users, const std::string& name) const;
  bool IsKnown(const std::string& user, const Digest& digest) const;
  void Remember(const std::string& user, const Digest& digest);

  const std::shared_ptr<const PasswordVerifier> verifier_;
  SlowChecks slow_checks_;
  CheckGate gate_;
  CheckGate slow_gate_;
  std::array<unsigned int, 8> key_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Known> users_ = std::make_shared<Known>();  // guarded by mutex_
  std::map<std::string, Digest> known_;                             // by user: at most one each; guarded by mutex_
};

}  // namespace workspace_exporter
