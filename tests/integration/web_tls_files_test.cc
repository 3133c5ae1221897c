// What the files of the web configuration must hold.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/certificate.h"
#include "web/server_tls_context.h"

namespace workspace_exporter {
namespace {

std::vector<std::string> FaultsOf(const ServerTls& settings) {
  auto loaded = LoadServerTls(settings);
  std::vector<std::string> lines;
  if (loaded.index() == 0) return lines;
  for (const auto& [key, problem] : std::get<1>(loaded)) lines.push_back(std::string(key) + ": " + problem);
  return lines;
}

TEST_CASE("a certificate, its key and a CA are taken") {
  const Certificate own;
  CHECK(FaultsOf({.certificate_file = own.certificate_file(),
                  .key_file = own.key_file(),
                  .client_auth = ServerTls::ClientAuth::kRequireAndVerify,
                  .client_ca_file = own.certificate_file()}) == std::vector<std::string>{});
}

TEST_CASE("every file that holds something else is told") {
  const Certificate own;
  CHECK(FaultsOf({.certificate_file = own.key_file(),
                  .key_file = own.certificate_file(),
                  .client_auth = ServerTls::ClientAuth::kVerifyIfGiven,
                  .client_ca_file = own.key_file()}) ==
        std::vector<std::string>{"cert_file: holds no certificate in PEM",
                                 "key_file: holds no key in PEM, or an encrypted one",
                                 "client_ca_file: holds no certificate in PEM"});
}

TEST_CASE("the key must be the certificate's, and must not be encrypted") {
  const Certificate own;
  const Certificate other;
  CHECK(FaultsOf({.certificate_file = own.certificate_file(), .key_file = other.key_file()}) ==
        std::vector<std::string>{"key_file: is not the key of the certificate in cert_file"});
  const Certificate locked({.password = "hunter2"});
  CHECK(FaultsOf({.certificate_file = locked.certificate_file(), .key_file = locked.key_file()}) ==
        std::vector<std::string>{"key_file: holds no key in PEM, or an encrypted one"});
}

TEST_CASE("files that went away are told") {
  CHECK(FaultsOf({.certificate_file = "/none", .key_file = "/none"}) ==
        std::vector<std::string>{"cert_file: No such file or directory", "key_file: No such file or directory"});
}

}  // namespace
}  // namespace workspace_exporter
