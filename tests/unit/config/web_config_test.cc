#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "web_config_fixture.h"

namespace workspace_exporter {
namespace {

using ClientAuth = ServerTls::ClientAuth;

constexpr const char* kHash = "$2b$04$aaaaaaaaaaaaaaaaaaaaaOyLr.p6cvcV4bMhFHajdXGjwEBsmL4r2";

WebConfig Good(const std::string& yaml) {
  const ReadWebConfigResult result = ReadWebConfigOf(yaml);
  CHECK(result.faults == Faults{});
  return result.config;
}

ServerTls GoodTls(const std::string& more) {
  const WebConfig config = Good("tls_server_config:\n  cert_file: cert.pem\n  key_file: key.pem\n" + more);
  REQUIRE(config.tls);
  return *config.tls;
}

TEST_CASE("files are relative to the folder of the web configuration, and absolute where they are") {
  const WebConfig config = Good("tls_server_config: {cert_file: cert.pem, key_file: /etc/key.pem}");
  REQUIRE(config.tls);
  CHECK(config.tls->certificate_file == "conf/cert.pem");
  CHECK(config.tls->key_file == "/etc/key.pem");
  CHECK(config.tls_places.at("cert_file") == "conf/web.yaml:1:21: tls_server_config.cert_file");
}

TEST_CASE("TLS is of 1.2 at least and asks for no certificate, unless it is told") {
  const ServerTls tls = GoodTls("");
  CHECK(tls == ServerTls{.certificate_file = "conf/cert.pem", .key_file = "conf/key.pem"});
  CHECK(tls.client_auth == ClientAuth::kNone);
  CHECK(tls.min_version == ServerTls::Version::kTls12);
}

TEST_CASE("each way to ask for a client's certificate has its name") {
  CHECK(GoodTls("  client_auth_type: NoClientCert").client_auth == ClientAuth::kNone);
  CHECK(GoodTls("  client_auth_type: RequestClientCert").client_auth == ClientAuth::kRequest);
  CHECK(GoodTls("  client_auth_type: RequireAnyClientCert").client_auth == ClientAuth::kRequireAny);
  const std::string ca = "  client_ca_file: ca.pem\n";
  CHECK(GoodTls(ca + "  client_auth_type: VerifyClientCertIfGiven").client_auth == ClientAuth::kVerifyIfGiven);
  const ServerTls tls = GoodTls(ca + "  client_auth_type: RequireAndVerifyClientCert\n  client_allowed_sans: [a, b]");
  CHECK(tls.client_auth == ClientAuth::kRequireAndVerify);
  CHECK(tls.client_ca_file == "conf/ca.pem");
  CHECK(tls.client_allowed_names == std::vector<std::string>{"a", "b"});
}

TEST_CASE("versions, suites and curves are OpenSSL's, in the order given") {
  const ServerTls tls = GoodTls(
      "  min_version: TLS12\n  max_version: TLS13\n  prefer_server_cipher_suites: false\n"
      "  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256, "
      "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256]\n  curve_preferences: [X25519, CurveP384]\n");
  CHECK(tls.ciphers == std::vector<std::string>{"ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305"});
  CHECK(tls.tls13_ciphers == std::vector<std::string>{"TLS_AES_128_GCM_SHA256"});
  CHECK(tls.curves == std::vector<std::string>{"X25519", "P-384"});
  CHECK_FALSE(tls.prefer_own_ciphers);
  CHECK(GoodTls("  min_version: TLS13").min_version == ServerTls::Version::kTls13);
}

TEST_CASE("headers and users are as given; HTTP/2 may be switched off") {
  const WebConfig config = Good(
      "http_server_config:\n  http2: false\n  headers:\n    X-Frame-Options: deny\n    X-XSS-Protection:\n"
      "    Content-Security-Policy: \"default-src 'none'\"\nbasic_auth_users:\n  prometheus: " +
      std::string(kHash));
  CHECK_FALSE(config.tls);
  CHECK(config.headers == std::vector<std::pair<std::string, std::string>>{
                              {"X-Frame-Options", "deny"}, {"Content-Security-Policy", "default-src 'none'"}});
  CHECK(config.users == std::map<std::string, std::string>{{"prometheus", kHash}});
}

TEST_CASE("the example of the documentation loads") {
  std::ifstream file(EXAMPLE_WEB_CONFIG);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  const std::string folder = "/etc/workspace_exporter/";
  const FakeFiles files({{folder + "web.yaml", text.str()},
                         {folder + "tls/tls.crt", "c"},
                         {folder + "tls/tls.key", "k"},
                         {folder + "clients-ca.crt", "ca"}});
  Faults faults;
  const WebConfig config = ReadWebConfig({.value = folder + "web.yaml"}, files, faults);
  CHECK(faults == Faults{});
  REQUIRE(config.tls);
  CHECK(config.tls->client_auth == ClientAuth::kRequireAndVerify);
  CHECK(config.tls->client_allowed_names.size() == 1);
  CHECK(config.users.size() == 1);
  CHECK(config.headers.size() == 2);
}

}  // namespace
}  // namespace workspace_exporter
