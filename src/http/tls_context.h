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

/// Trusts the CAs of the system, of which a hashed directory is read only as far as connections need; false where there
/// are none.
bool TrustSystemCas(SSL_CTX* context);
/// Whatever certificate is given to be trusted ends a chain, as in Go and curl: an issuing CA without the root above
/// it, or the other side's own. Names and dates are looked at as ever.
void TrustEachCertificate(SSL_CTX* context);

/// For connections to servers: TLS 1.2 at least, verification on. Trusts the CAs of the system and the certificates of
/// a PEM file, where one is named. The error is kTls: unreadable, not PEM, or no CA found.
Result<std::shared_ptr<const TlsContext>> LoadTlsContext(const std::string& ca_file);

}  // namespace workspace_exporter
