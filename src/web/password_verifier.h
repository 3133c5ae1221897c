#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

/// Tells whether a password is the one that was hashed. Takes its time, on purpose. Thread-safe.
class PasswordVerifier {
 public:
  virtual ~PasswordVerifier() = default;

  virtual bool Matches(std::string_view password, const std::string& hash) const = 0;
};

/// Of bcrypt's hashes ($2a$, $2b$, $2y$), by libxcrypt. As bcrypt does, it looks at the first 72 bytes of a password.
class BcryptVerifier final : public PasswordVerifier {
 public:
  bool Matches(std::string_view password, const std::string& hash) const override;
};

}  // namespace workspace_exporter
