#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/password_verifier.h"

namespace workspace_exporter {

/// Runs each check that takes long on a thread of its own, so that who waits for it may be sent away at the end of the
/// program: nothing can stop bcrypt. Thread-safe.
class SlowChecks final {
 public:
  explicit SlowChecks(std::shared_ptr<const PasswordVerifier> verifier);
  ~SlowChecks();
  SlowChecks(const SlowChecks&) = delete;
  SlowChecks& operator=(const SlowChecks&) = delete;

  /// Waits for it; nothing once it is stopped. Throws std::system_error where no thread is to be had.
  std::optional<bool> Matches(std::string_view password, const std::string& hash);
  /// Those that wait go on without an answer, and so does who comes later. The checks go on to their end, or that of
  /// the process.
  void Stop();

 private:
  struct Shared;
  const std::shared_ptr<Shared> shared_;
};

}  // namespace workspace_exporter
