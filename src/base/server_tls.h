#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace workspace_exporter {

/// How TLS is served. The names of ciphers and curves are OpenSSL's.
struct ServerTls {
  /// What is asked of a client, as Go's ClientAuthType.
  enum class ClientAuth : std::uint8_t {
    kNone,
    kRequest,           ///< it may send a certificate, which is not looked at
    kRequireAny,        ///< it must send one, which no CA need have signed
    kVerifyIfGiven,     ///< it may send one, which then must be a CA's
    kRequireAndVerify,  ///< it must send one, which must be a CA's
  };
  enum class Version : std::uint8_t { kTls12, kTls13 };

  std::string certificate_file = {};  ///< PEM; certificates of intermediate CAs may follow the server's own
  std::string key_file = {};          ///< PEM, not encrypted
  ClientAuth client_auth = ClientAuth::kNone;
  std::string client_ca_file = {};                     ///< PEM; set where a client's certificate is verified
  std::vector<std::string> client_allowed_names = {};  ///< the certificate must be for one of them; empty: for any
  Version min_version = Version::kTls12;
  Version max_version = Version::kTls13;
  std::vector<std::string> ciphers = {};        ///< of TLS 1.2; empty: those that are safe
  std::vector<std::string> tls13_ciphers = {};  ///< of TLS 1.3; empty: all
  bool prefer_own_ciphers = true;               ///< the order above goes before the client's
  std::vector<std::string> curves = {};         ///< empty: OpenSSL's choice

  bool operator==(const ServerTls&) const = default;
};

}  // namespace workspace_exporter
