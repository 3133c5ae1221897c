#include <chrono>
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

const std::string kPair = "tls_server_config:\n  cert_file: cert.pem\n  key_file: key.pem\n";

ServerTls GoodTls(const std::string& more) {
  const WebConfig config = Good(kPair + more);
  REQUIRE(config.tls);
  return *config.tls;
}

/// What is said of a file that is taken: one line without its place, or nothing.
std::string WarningOf(const std::string& yaml) {
  const Faults warnings = Good(yaml).warnings;
  CHECK(warnings.size() <= 1);
  if (warnings.empty()) return "";
  CHECK(warnings.front().starts_with("conf/web.yaml:"));
  return warnings.front().substr(warnings.front().find(": ") + 2);
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
  CHECK(GoodTls("  client_auth_type: RequireClientCert").client_auth == ClientAuth::kRequireAny);
  CHECK(GoodTls("  client_auth_type: \"\"").client_auth == ClientAuth::kNone);
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

TEST_CASE("certificate, key and CA may stand in the file itself; a file that is named goes before") {
  const WebConfig config = Good(
      "tls_server_config:\n  cert: |\n    one\n    two\n  key: three\n  client_ca: four\n"
      "  client_auth_type: RequestClientCert\n");
  REQUIRE(config.tls);
  CHECK(config.tls->certificate == "one\ntwo\n");
  CHECK(config.tls->key->Reveal() == "three");
  CHECK(config.tls->client_ca == "four");
  CHECK(config.tls->certificate_file == "");
  CHECK(config.tls_places.at("cert") == "conf/web.yaml:2:3: tls_server_config.cert");
  CHECK(GoodTls("  cert: none\n  key: none\n").certificate_file == "conf/cert.pem");
}

TEST_CASE("what the toolkit takes and nobody may mean is taken, and said") {
  CHECK(WarningOf(kPair) == "");
  CHECK(WarningOf(kPair + "  client_auth_type: VerifyClientCertIfGiven") ==
        "tls_server_config.client_auth_type: without client_ca_file every public CA of this system may vouch for a "
        "client");
  CHECK(WarningOf(kPair + "  client_auth_type: RequestClientCert") == "");
  CHECK(WarningOf(kPair + "  client_auth_type: RequestClientCert\n  client_ca: x") ==
        "tls_server_config.client_ca: means nothing with this client_auth_type, which verifies no certificate");
  CHECK(WarningOf(kPair + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.pem") ==
        "tls_server_config.client_ca_file: holds no certificate: no client's can be verified");
  CHECK(
      WarningOf(kPair + "  client_allowed_sans: [a]") ==
      "tls_server_config.client_allowed_sans: means nothing with this client_auth_type, which asks for no certificate");
  CHECK(WarningOf(kPair + "  client_auth_type: RequireAnyClientCert\n  client_allowed_sans: []") ==
        "tls_server_config.client_allowed_sans: an empty list: no client is let in");
  CHECK(WarningOf(kPair + "  min_version: TLS10") ==
        "tls_server_config.min_version: TLS 1.2 is the oldest that is served (RFC 8996)");
  for (const char* nothing_left : {"  min_version: TLS13\n  max_version: TLS12", "  max_version: TLS11",
                                   "  max_version: TLS12\n  cipher_suites: [TLS_AES_128_GCM_SHA256]"}) {
    CHECK(WarningOf(kPair + nothing_left) ==
          "tls_server_config.max_version: leaves no version to be served: no client can connect");
  }
  CHECK(WarningOf(kPair + "  cipher_suites: [TLS_AES_128_GCM_SHA256]") ==
        "tls_server_config.cipher_suites: holds none of TLS 1.2: TLS 1.3 alone is served");
  CHECK(WarningOf("http_server_config: {http2: on}") ==
        "http_server_config.http2: HTTP/1.1 is served, which clients of HTTP/2 speak as well");
  CHECK(WarningOf("rate_limit: {interval: 1s}") ==
        "rate_limit.burst: below 1: every request is refused, but those for the health endpoints");
  CHECK(WarningOf("basic_auth_users: {}") == "basic_auth_users: no users: nobody is asked for a password");
  CHECK(WarningOf("basic_auth_users: {'a:b': " + std::string(kHash) + "}") ==
        "basic_auth_users.?: no client can send a name with a colon (RFC 7617)");
  CHECK(WarningOf("basic_auth_users: {a: " + std::string(kHash).substr(0, 59) + "}") ==
        "basic_auth_users.a: no whole bcrypt hash: no password is right");
  CHECK(WarningOf("basic_auth_users: {a: " + std::string(kHash) + "}\n---\nhttp_server_config: [\n") ==
        "what follows the first document is not read");
}

TEST_CASE("without a key that asks for TLS there is none") {
  for (const char* none : {"tls_server_config:", "tls_server_config: {}", "tls_server_config: {min_version: TLS13}",
                           "tls_server_config: {cert_file: '', key_file: }"}) {
    CAPTURE(none);
    CHECK_FALSE(Good(none).tls);
  }
  CHECK(WarningOf("tls_server_config: {min_version: TLS13}") ==
        "tls_server_config.cert_file: without it and key_file plain HTTP is served");
}

TEST_CASE("a file without settings serves everybody, which is said") {
  for (const char* empty : {"", "# nothing", "---", "{}", "null"}) {
    CAPTURE(empty);
    CHECK(Good(empty).is_empty);
    CHECK(WarningOf(empty) == "holds no settings: plain HTTP is served, to everybody");
  }
  CHECK_FALSE(Good("basic_auth_users: {}").is_empty);
}

TEST_CASE("a rate is as given") {
  CHECK(Good("rate_limit: {interval: 1m30s, burst: 20}").rate_limit ==
        RateLimit{.interval = std::chrono::seconds(90), .burst = 20});
  CHECK(Good("rate_limit: {interval: 5, burst: 0}").rate_limit == RateLimit{.interval = std::chrono::nanoseconds(5)});
  CHECK(Good("rate_limit:").rate_limit == RateLimit{});
}

TEST_CASE("a header on several lines is sent on one; one of nothing is empty") {
  const WebConfig config = Good(
      "http_server_config:\n  headers:\n    Content-Security-Policy: |\n      default-src 'self'\n      *.test\n"
      "    X-XSS-Protection:\n    Strict-Transport-Security: \"a\\r\\nb: c\"\n");
  CHECK(config.headers ==
        std::vector<std::pair<std::string, std::string>>{{"Content-Security-Policy", "default-src 'self' *.test"},
                                                         {"X-XSS-Protection", ""},
                                                         {"Strict-Transport-Security", "a  b: c"}});
}

TEST_CASE("an alias stands for what it names") {
  const WebConfig config = Good("basic_auth_users: {a: &hash " + std::string(kHash) + ", b: *hash}");
  CHECK(config.users == std::map<std::string, std::string>{{"a", kHash}, {"b", kHash}});
}

TEST_CASE("headers and users are as given; HTTP/2 may be switched off") {
  const WebConfig config = Good(
      "http_server_config:\n  http2: false\n  headers:\n    X-Frame-Options: deny\n"
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
  const FakeFileReader files({{folder + "web.yaml", text.str()},
                              {folder + "tls/tls.crt", "c"},
                              {folder + "tls/tls.key", "k"},
                              {folder + "clients-ca.crt", "ca"}});
  Faults faults;
  const WebConfig config = ReadWebConfig({.value = folder + "web.yaml"}, files, faults);
  CHECK(faults == Faults{});
  REQUIRE(config.tls);
  CHECK(config.tls->client_auth == ClientAuth::kRequireAndVerify);
  CHECK(config.tls->client_allowed_names->size() == 1);
  CHECK(config.users.size() == 1);
  CHECK(config.headers.size() == 2);
}

}  // namespace
}  // namespace workspace_exporter
