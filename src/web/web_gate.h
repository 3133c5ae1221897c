#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "web/authenticator.h"
#include "web/http_message.h"

namespace workspace_exporter {

/// Stands before all answers: asks for a password where there are users, and adds headers. Thread-safe.
class WebGate final {
 public:
  /// `open_paths` need no password. The verifier outlives it.
  WebGate(const PasswordVerifier& verifier, std::vector<std::string> open_paths);

  /// What holds for requests from now on.
  void Use(HttpHeaders headers, PasswordHashes users);
  bool AsksForPassword() const { return authenticator_.HasUsers(); }
  /// That of `handler`; 401 without the right password, 429 where too many are being checked.
  WebResponse Answer(const WebRequest& request, const WebHandler& handler);

 private:
  WebResponse AnswerToUser(const WebRequest& request, const WebHandler& handler);

  const std::vector<std::string> open_paths_;
  Authenticator authenticator_;
  std::mutex mutex_;
  std::shared_ptr<const HttpHeaders> headers_ = std::make_shared<HttpHeaders>();  // guarded by mutex_
};

}  // namespace workspace_exporter
