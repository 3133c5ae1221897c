#pragma once

#include <string>
#include <string_view>

#include "base/server_tls.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

// The words of the web configuration for what TLS has, which are those of Go's crypto/tls, and what OpenSSL or we call
// the same.

/// A cipher suite by the name of the IANA, of those that Go's tls.CipherSuites() lists; the others are insecure.
struct CipherSuite {
  std::string name = {};  ///< OpenSSL's
  bool of_tls13 = false;
};
Checked<CipherSuite> ParseCipherSuite(std::string_view text);

/// CurveP256, CurveP384, CurveP521, X25519; and X25519MLKEM768, which the toolkit does not know and OpenSSL has
/// from 3.5 on.
Checked<std::string> ParseCurve(std::string_view text);

/// TLS10 to TLS13.
Checked<ServerTls::Version> ParseTlsVersion(std::string_view text);

/// Among them RequireClientCert, the toolkit's old name of RequireAnyClientCert.
Checked<ServerTls::ClientAuth> ParseClientAuth(std::string_view text);

}  // namespace workspace_exporter
