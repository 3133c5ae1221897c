#pragma once

#include <optional>
#include <string>
#include <vector>

#include <openssl/types.h>

namespace workspace_exporter {

/// From now on a client's certificate must be for one of these names, where they are given: one of its subject
/// alternative names, a DNS name, an address, an e-mail address or a URI, is exactly that. `names` outlives the context
/// and its connections.
void AllowClientNames(SSL_CTX* context, const std::optional<std::vector<std::string>>& names);

// For SSL_CTX_set_verify.

/// After OpenSSL has verified the certificate.
int CheckVerifiedClient(int verified, X509_STORE_CTX* store);
/// Where a certificate is asked for, but need not be a CA's.
int CheckUnverifiedClient(int verified, X509_STORE_CTX* store);

}  // namespace workspace_exporter
