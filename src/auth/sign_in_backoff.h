#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "base/file.h"
#include "base/secret.h"

namespace workspace_exporter {

struct Password {
  Secret value;
  FileStamp file = {};  ///< of the file that it comes from, as it was before it was read; of none where there is none
};

/// Decides when a password that was refused may be tried again: after a minute, twice as long after each refusal, a
/// quarter of an hour at most; and at once when it is another, when its file was written again, even if with the same
/// one, or when somebody asks for it: that IAM refused it may have been IAM's fault. Not thread-safe.
class SignInBackoff final {
 public:
  /// How long the password still has to wait; nothing if it may be tried.
  std::optional<Milliseconds> Wait(const Password& password, SteadyTime now) const;
  void Refused(const Password& password, SteadyTime now);
  /// It need not wait any longer; refused once more, it waits twice as long.
  void TryAgain() { until_ = {}; }
  void Accepted() { *this = SignInBackoff(); }

 private:
  std::uint64_t refused_password_ = 0;  // a hash; 0: none
  FileStamp refused_file_ = {};
  Milliseconds wait_{0};
  SteadyTime until_ = {};
};

}  // namespace workspace_exporter
