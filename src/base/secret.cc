#include "base/secret.h"

#include <openssl/crypto.h>

namespace workspace_exporter {

void Wipe(std::string& text) {
  // Up to the capacity, since a short string leaves its bytes in the object when it is moved from.
  text.clear();
  text.resize(text.capacity());
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    Wipe(value_);
    value_ = std::move(other.value_);
    Wipe(other.value_);
  }
  return *this;
}

}  // namespace workspace_exporter
