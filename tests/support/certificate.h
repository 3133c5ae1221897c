#pragma once

#include <string>

namespace workspace_exporter {

class Certificate;

struct CertificateOptions {
  std::string common_name = "test server";
  std::string alt_name = "IP:127.0.0.1,DNS:localhost";  ///< as in openssl.cnf
  int valid_from_days = -1;                             ///< from now
  int valid_until_days = 1;
  const char* password = nullptr;       ///< of the key; nullptr: it is not encrypted
  bool is_ca = false;                   ///< may sign others
  const Certificate* issuer = nullptr;  ///< nullptr: itself
};

/// A certificate with a new key, in PEM files of its own that go with it. A client that is given
/// certificate_file as its CA file trusts it.
class Certificate final {
 public:
  explicit Certificate(const CertificateOptions& options = {});
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  std::string certificate_file() const { return directory_ + "/certificate.pem"; }
  std::string key_file() const { return directory_ + "/key.pem"; }
  /// The PEM of the certificate.
  std::string Text() const;

 private:
  std::string directory_;
};

}  // namespace workspace_exporter
