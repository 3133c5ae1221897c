// What the files of the web configuration must hold.
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <openssl/opensslv.h>

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
        "key_file: holds no key in PEM, or an encrypted one\n");
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
  const Certificate own;
  CHECK(FaultsOf({.certificate_file = own.certificate_file(),
                  .key_file = own.key_file(),
                  .client_auth = ServerTls::ClientAuth::kVerifyIfGiven,
                  .client_ca_file = "/none"}) == "client_ca_file: No such file or directory\n");
}

std::shared_ptr<const Secret> KeyOf(const Certificate& certificate) {
  std::ostringstream text;
  text << std::ifstream(certificate.key_file()).rdbuf();
  return std::make_shared<const Secret>(text.str());
}

TEST_CASE("certificate and key may be given as text") {
  const Certificate own;
  const Certificate other;
  CHECK(FaultsOf({.certificate = own.Text(), .key = KeyOf(own)}) == "");
  CHECK(FaultsOf({.certificate_file = own.certificate_file(), .key = KeyOf(own)}) == "");
  CHECK(FaultsOf({.certificate = own.Text(), .key = KeyOf(other)}) ==
        "key: is not the key of the certificate in cert\n");
  CHECK(FaultsOf({.certificate = "none", .key = std::make_shared<const Secret>("none")}) ==
        "cert: holds no certificate in PEM\nkey: holds no key in PEM, or an encrypted one\n");
}

TEST_CASE("a curve that this OpenSSL does not have is named, and one twice is one") {
  const Certificate own;
  const auto faults_of = [&](std::vector<std::string> curves) {
    return FaultsOf(
        {.certificate_file = own.certificate_file(), .key_file = own.key_file(), .curves = std::move(curves)});
  };
  CHECK(faults_of({"X25519", "P-256", "X25519"}) == "");
  const std::string told = faults_of({"X25519", "X25519MLKEM768"});
  if (OPENSSL_VERSION_MAJOR > 3 || OPENSSL_VERSION_MINOR >= 5) {
    CHECK(told == "");
  } else {
    CHECK(told.starts_with("curve_preferences: X25519MLKEM768 is not known to OpenSSL 3."));
    CHECK(told.ends_with("; OpenSSL has it from 3.5 on\n"));
  }
}

}  // namespace
}  // namespace workspace_exporter
