#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/server_tls.h"
#include "http/tls_context.h"

namespace workspace_exporter {

/// What the TLS connections of clients have in common: certificate, key, and what is asked of a client. Thread-safe.
/// It offers HTTP/1.1 alone, and neither renegotiates nor resumes a session: a client whose certificate is no longer
/// accepted must not come back by a ticket.
class ServerTlsContext final {
 public:
  ServerTlsContext(SSL_CTX* context, std::optional<std::vector<std::string>> allowed_names);

  SSL_CTX* get() const { return context_.get(); }

 private:
  TlsContext context_;
  const std::optional<std::vector<std::string>> allowed_names_;
};

/// What is wrong with a file, by the key of the web configuration that names it.
struct ServerTlsFault {
  std::string_view key;
  std::string problem;
};

using ServerTlsOrFaults = std::variant<std::shared_ptr<const ServerTlsContext>, std::vector<ServerTlsFault>>;

/// Reads certificates and key. Every fault of them: no certificate, no key or an encrypted one, not a pair; and what
/// this OpenSSL does not know.
ServerTlsOrFaults LoadServerTls(const ServerTls& settings);

}  // namespace workspace_exporter
