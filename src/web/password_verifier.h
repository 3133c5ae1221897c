#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

/// Tells whether a password is the one that was hashed. Takes its time, on purpose. Thread-safe.
class PasswordVerifier {
 public:
  virtual ~PasswordVerifier() = default;

  virtual bool Matches(std::string_view password, const std::string& hash) const = 0;
  /// Whether that takes longer than anybody should wait for: a second of a core, or hours.
  virtual bool TakesLong(const std::string& hash) const = 0;
};

/// Of bcrypt's hashes, by libxcrypt, with the verdicts of golang.org/x/crypto/bcrypt: all versions are one, which is
/// $2b$, and of the salt's last character the bits count that it stands for. As bcrypt does, it looks at the first 72
/// bytes of a password.
class BcryptVerifier final : public PasswordVerifier {
 public:
  bool Matches(std::string_view password, const std::string& hash) const override;
  bool TakesLong(const std::string& hash) const override;
};

}  // namespace workspace_exporter
