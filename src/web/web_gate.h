#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "web/authenticator.h"
#include "web/http_message.h"
#include "web/rate_limiter.h"

namespace workspace_exporter {

/// Stands before all answers: holds requests to a rate, asks for a password where there are users, and adds headers.
/// Thread-safe.
class WebGate final {
 public:
  /// `open_paths` need no password and have no limit. The clock outlives it.
  WebGate(std::shared_ptr<const PasswordVerifier> verifier, std::vector<std::string> open_paths, const Clock& clock);

  /// What holds for requests from now on.
  void Use(HttpHeaders headers, PasswordHashes users, RateLimit limit);
  bool AsksForPassword() const { return authenticator_.HasUsers(); }
  /// That of `handler`; 429 over the limit, 401 without the right password, 429 where too many are being checked.
  WebResponse Answer(const WebRequest& request, const WebHandler& handler);
  /// See Authenticator.
  void Stop() { authenticator_.Stop(); }

 private:
  struct Terms {
    HttpHeaders headers = {};
    std::shared_ptr<RateLimiter> limiter = {};
  };

  WebResponse AnswerToUser(const WebRequest& request, const WebHandler& handler);

  const std::vector<std::string> open_paths_;
  const Clock& clock_;
  Authenticator authenticator_;
  std::mutex mutex_;
  std::shared_ptr<const Terms> terms_;  // guarded by mutex_
};

}  // namespace workspace_exporter
