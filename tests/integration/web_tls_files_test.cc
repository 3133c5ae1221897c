// What the files of the web configuration must hold.
#include <string>

#include <doctest/doctest.h>

#include "support/certificate.h"
#include "web/server_tls_context.h"

namespace workspace_exporter {
namespace {

std::string FaultsOf(const ServerTls& settings) {
  auto loaded = LoadServerTls(settings);
  std::string lines;
  if (loaded.index() == 0) return lines;
  for (const auto& [key, problem] : std::get<1>(loaded)) lines += std::string(key) + ": " + problem + "\n";
  return lines;
}

TEST_CASE("a certificate, its key and a CA are taken") {
  const Certificate own;
  CHECK(FaultsOf({.certificate_file = own.certificate_file(),
                  .key_file = own.key_file(),
                  .client_auth = ServerTls::ClientAuth::kRequireAndVerify,
                  .client_ca_file = own.certificate_file()}) == "");
}

TEST_CASE("every file that holds something else is told") {
  const Certificate own;
  CHECK(FaultsOf({.certificate_file = own.key_file(),
                  .key_file = own.certificate_file(),
                  .client_auth = ServerTls::ClientAuth::kVerifyIfGiven,
                  .client_ca_file = own.key_file()}) ==
        "cert_file: holds no certificate in PEM\n"
        "key_file: holds no key in PEM, or an encrypted one\n"
        "client_ca_file: holds no certificate in PEM\n");
}

TEST_CASE("the key must be the certificate's, and must not be encrypted") {
  const Certificate own;
  const Certificate other;
  CHECK(FaultsOf({.certificate_file = own.certificate_file(), .key_file = other.key_file()}) ==
        "key_file: is not the key of the certificate in cert_file\n");
  const Certificate locked({.password = "hunter2"});
  CHECK(FaultsOf({.certificate_file = locked.certificate_file(), .key_file = locked.key_file()}) ==
        "key_file: holds no key in PEM, or an encrypted one\n");
}

TEST_CASE("files that went away are told") {
  CHECK(FaultsOf({.certificate_file = "/none", .key_file = "/none"}) ==
        "cert_file: No such file or directory\nkey_file: No such file or directory\n");
}

}  // namespace
}  // namespace workspace_exporter
