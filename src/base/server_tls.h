#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"

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
  enum class Version : std::uint8_t { kTls10, kTls11, kTls12, kTls13 };

  // Each from its file, or where none is named, from the text. PEM.
  std::string certificate_file = {};  ///< certificates of intermediate CAs may follow the server's own
  std::string certificate = {};
  std::string key_file = {};  ///< not encrypted
  std::shared_ptr<const Secret> key = {};
  ClientAuth client_auth = ClientAuth::kNone;
  std::string client_ca_file = {};  ///< with neither file nor text clients are verified by the system's CAs
  std::string client_ca = {};
  /// A client must have a certificate for one of them, whatever is asked above. Nothing: for any; an empty list:
  /// nobody.
  std::optional<std::vector<std::string>> client_allowed_names = {};
  Version min_version = Version::kTls12;  ///< where it is older, 1.2 all the same
  Version max_version = Version::kTls13;
  std::vector<std::string> ciphers = {};  ///< of TLS 1.2; empty: those that are safe
  std::vector<std::string> tls13_ciphers =
      {};                                ///< of TLS 1.3; empty: all. Where only these are given, 1.2 is not served
  bool prefer_own_ciphers = true;        ///< the order above goes before the client's
  std::vector<std::string> curves = {};  ///< empty: OpenSSL's choice

  bool operator==(const ServerTls&) const = default;
};

}  // namespace workspace_exporter
