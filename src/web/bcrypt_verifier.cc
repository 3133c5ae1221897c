#include <memory>
#include <optional>

#include <crypt.h>
#include <fmt/format.h>
#include <openssl/crypto.h>

#include "base/bcrypt_hash.h"
#include "base/secret.h"
#include "web/password_verifier.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kMostPasswordBytes = 72;  // that bcrypt looks at
constexpr int kMostQuickCost = 12;              // a quarter of a second of a core

}  // namespace

bool BcryptVerifier::Matches(std::string_view password, const std::string& hash) const {
  const std::optional<BcryptHash> wanted = ParseBcryptHash(hash);
  // What stands behind a zero crypt_r does not see.
  if (!wanted || password.find('\0') != password.npos) return false;
  const std::string setting = fmt::format("$2b${:02}${}", wanted->cost, wanted->salt);
  const Secret phrase(password.substr(0, kMostPasswordBytes));
  const auto data = std::make_unique<crypt_data>();  // 32 kB: too much for a stack
  const char* const made = crypt_r(phrase.Reveal().data(), setting.c_str(), data.get());
  // The salt comes back with the unused bits of its last character set to zero; what counts stands behind it.
  const std::string_view whole = made == nullptr ? "" : made;
  const bool matches = whole.size() == setting.size() + wanted->hash.size() &&
                       CRYPTO_memcmp(whole.data() + setting.size(), wanted->hash.data(), wanted->hash.size()) == 0;
  OPENSSL_cleanse(data.get(), sizeof *data);
  return matches;
}

bool BcryptVerifier::TakesLong(const std::string& hash) const {
  const std::optional<BcryptHash> wanted = ParseBcryptHash(hash);
  return wanted && wanted->cost > kMostQuickCost;
}

}  // namespace workspace_exporter
