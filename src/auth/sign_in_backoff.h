#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "base/secret.h"

namespace workspace_exporter {

/// Decides when a password that was refused may be tried again: after a minute, twice as long after each refusal, a
/// quarter of an hour at most; and at once when it is another. Not thread-safe.
class SignInBackoff final {
 public:
  /// How long the password still has to wait; nothing if it may be tried.
  std::optional<Milliseconds> Wait(const Secret& password, SteadyTime now) const;
  void Refused(const Secret& password, SteadyTime now);
  void Accepted() { *this = SignInBackoff(); }

 private:
  std::uint64_t refused_password_ = 0;  // a hash; 0: none
  Milliseconds wait_{0};
  SteadyTime until_ = {};
};

}  // namespace workspace_exporter
