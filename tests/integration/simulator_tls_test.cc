// The simulator behind TLS, of this and of older days.
#include <memory>
#include <string>

#include <doctest/doctest.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>

#include "simulator/simulator.h"
#include "support/certificate.h"

namespace workspace_exporter {
namespace {

std::string Get(SSL* ssl) {
  const std::string request = "GET /_control/config HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  SSL_write(ssl, request.data(), static_cast<int>(request.size()));
  std::string answer(12, '\0');
  std::size_t size = 0;
  SSL_read_ex(ssl, answer.data(), answer.size(), &size);
  return answer.substr(0, size);
}

/// The version that a client speaks with the server, and the head of its answer; empty where there is no handshake.
std::string Talk(const std::string& address, const Certificate& certificate, int min_version, int max_version) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (min_version < TLS1_2_VERSION) SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
  SSL_CTX_set_min_proto_version(context.get(), min_version);
  SSL_CTX_set_max_proto_version(context.get(), max_version);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  REQUIRE(SSL_CTX_load_verify_locations(context.get(), certificate.certificate_file().c_str(), nullptr) == 1);
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> connection(BIO_new_ssl_connect(context.get()), BIO_free_all);
  BIO_set_conn_hostname(connection.get(), address.c_str());
  if (BIO_do_connect(connection.get()) != 1) return "";
  SSL* ssl = nullptr;
  BIO_get_ssl(connection.get(), &ssl);
  return std::string(SSL_get_version(ssl)) + " " + Get(ssl);
}

simulator::SimulatorOptions Options(const Certificate& certificate, const std::string& max_version) {
  simulator::SimulatorOptions options;
  options.tls_certificate_file = certificate.certificate_file();
  options.tls_key_file = certificate.key_file();
  options.tls_max_version = max_version;
  options.settings.sessions = 1;
  return options;
}

}  // namespace

TEST_CASE("the simulator speaks TLS up to the version that it is told") {
  const Certificate certificate;
  const std::pair<const char*, const char*> versions[] = {{"", "TLSv1.3 HTTP/1.1 200"},
                                                          {"1.3", "TLSv1.3 HTTP/1.1 200"},
                                                          {"1.2", "TLSv1.2 HTTP/1.1 200"},
                                                          {"1.1", "TLSv1.1 HTTP/1.1 200"},
                                                          {"1.0", "TLSv1 HTTP/1.1 200"}};
  for (const auto& each : versions) {
    const char* const version = each.first;
    CAPTURE(version);
    const simulator::Simulator server(Options(certificate, version));
    CHECK(Talk(server.address(), certificate, TLS1_VERSION, TLS1_3_VERSION) == each.second);
  }
}

TEST_CASE("a client of these days has no handshake with a server of TLS 1.0 or 1.1") {
  const Certificate certificate;
  for (const char* version : {"1.0", "1.1"}) {
    CAPTURE(version);
    const simulator::Simulator server(Options(certificate, version));
    CHECK(Talk(server.address(), certificate, TLS1_2_VERSION, TLS1_3_VERSION).empty());
  }
}

TEST_CASE("a TLS version that is not known is refused at the start") {
  const Certificate certificate;
  CHECK_THROWS_WITH(simulator::Simulator(Options(certificate, "1.4")), "TLS version not known: 1.4");
}

}  // namespace workspace_exporter
