#pragma once

#include <memory>
#include <string>

#include <openssl/types.h>

#include "base/result.h"

namespace workspace_exporter {

/// What TLS connections have in common. One for all of them, since a set of CAs takes a megabyte. Thread-safe.
class TlsContext final {
 public:
  /// Takes it over.
  explicit TlsContext(SSL_CTX* context);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  SSL_CTX* get() const { return context_; }

 private:
  SSL_CTX* context_;
};

/// For connections to servers: TLS 1.2 at least, verification on. Trusts the CAs of the system, of which a hashed
/// directory is read only as far as connections need, and those of a PEM file, where one is named. The error is kTls:
/// unreadable, not PEM, or no CA found.
Result<std::shared_ptr<const TlsContext>> LoadTlsContext(const std::string& ca_file);

}  // namespace workspace_exporter
