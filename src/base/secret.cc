#include "base/secret.h"

#include <openssl/crypto.h>

namespace workspace_exporter {

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    Wipe();
    value_ = std::move(other.value_);
    other.Wipe();
  }
  return *this;
}

void Secret::Wipe() {
  // Up to the capacity, since a short string leaves its bytes in the object when it is moved from.
  value_.resize(value_.capacity());
  OPENSSL_cleanse(value_.data(), value_.size());
  value_.clear();
}

}  // namespace workspace_exporter
