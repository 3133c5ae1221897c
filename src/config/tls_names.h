#pragma once

#include <string>
#include <string_view>

#include "base/server_tls.h"
#include "config/checked.h"

namespace workspace_exporter {

// The words of the web configuration for what TLS has, which are those of Go's crypto/tls, and what OpenSSL or we call
// the same.

/// A cipher suite by the name of the IANA, of those that Go's tls.CipherSuites() lists; the others are insecure.
struct CipherSuite {
  std::string name = {};  ///< OpenSSL's
  bool of_tls13 = false;
};
Checked<CipherSuite> ParseCipherSuite(std::string_view text);

/// CurveP256, CurveP384, CurveP521, X25519.
Checked<std::string> ParseCurve(std::string_view text);

/// TLS12 or TLS13. TLS10 and TLS11 are known and refused: RFC 8996 forbids them.
Checked<ServerTls::Version> ParseTlsVersion(std::string_view text);

Checked<ServerTls::ClientAuth> ParseClientAuth(std::string_view text);

}  // namespace workspace_exporter
