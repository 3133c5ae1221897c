#include <cstring>
#include <memory>

#include <crypt.h>
#include <openssl/crypto.h>

#include "base/secret.h"
#include "web/password_verifier.h"

namespace workspace_exporter {

bool BcryptVerifier::Matches(std::string_view password, const std::string& hash) const {
  const auto data = std::make_unique<crypt_data>();  // 32 kB: too much for a stack
  const Secret phrase{std::string(password)};
  const char* const made = crypt_r(phrase.Reveal().data(), hash.c_str(), data.get());
  // What stands behind a zero crypt_r does not see.
  const bool matches = made != nullptr && std::strlen(made) == hash.size() &&
                       CRYPTO_memcmp(made, hash.data(), hash.size()) == 0 && password.find('\0') == password.npos;
  OPENSSL_cleanse(data.get(), sizeof *data);
  return matches;
}

}  // namespace workspace_exporter
