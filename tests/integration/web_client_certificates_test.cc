// What the listening side asks of its clients' certificates.
#include <string>
#include <vector>

#include "integration/web_tls_fixture.h"

namespace workspace_exporter {
namespace {

using ClientAuth = ServerTls::ClientAuth;

int StatusWith(const WebTlsFixture& server, const Certificate* certificate, int version) {
  return TlsClient(server.address(), {.certificate = certificate, .version = version}).Status();
}

/// Whether clients with no certificate, one that no CA signed, and one of the CA are served.
struct Served {
  bool without = false;
  bool with_any = false;
  bool with_right = false;
  bool operator==(const Served&) const = default;
};

Served ServedBy(ClientAuth auth, int version) {
  const Certificate right;
  const Certificate any;
  const bool verifies = auth == ClientAuth::kVerifyIfGiven || auth == ClientAuth::kRequireAndVerify;
  const WebTlsFixture server(
      {.client_auth = auth, .client_ca_file = verifies ? right.certificate_file() : std::string()});
  const auto is_served = [&](const Certificate* certificate) {
    return StatusWith(server, certificate, version) == 200;
  };
  return {is_served(nullptr), is_served(&any), is_served(&right)};
}

TEST_CASE("each way to ask for a certificate serves just the clients that it should") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CHECK(ServedBy(ClientAuth::kNone, version) == Served{true, true, true});
    CHECK(ServedBy(ClientAuth::kRequest, version) == Served{true, true, true});
    CHECK(ServedBy(ClientAuth::kRequireAny, version) == Served{false, true, true});
    CHECK(ServedBy(ClientAuth::kVerifyIfGiven, version) == Served{true, false, true});
    CHECK(ServedBy(ClientAuth::kRequireAndVerify, version) == Served{false, false, true});
  }
}

TEST_CASE("a certificate that is expired is refused where it is verified") {
  const Certificate expired({.valid_from_days = -3, .valid_until_days = -1});
  const WebTlsFixture server(
      {.client_auth = ClientAuth::kRequireAndVerify, .client_ca_file = expired.certificate_file()});
  CHECK(StatusWith(server, &expired, 0) == 0);
  // The client hears of it first.
  CHECK(Becomes([&] { return server.reasons().size() == 1; }));
  CHECK(server.reasons() == std::vector<std::string>{"certificate verify failed: certificate has expired"});
}

TEST_CASE("why a certificate is refused is told, and that there is none") {
  const Certificate named({.alt_name = "DNS:a.example.com"});
  const WebTlsFixture server({.client_auth = ClientAuth::kRequireAndVerify,
                              .client_ca_file = named.certificate_file(),
                              .client_allowed_names = std::vector<std::string>{"b.example.com"}});
  CHECK(StatusWith(server, &named, 0) == 0);
  CHECK(StatusWith(server, nullptr, 0) == 0);
  CHECK(Becomes([&] { return server.reasons().size() == 2; }));
  CHECK(server.reasons() ==
        std::vector<std::string>{"certificate verify failed: it is for none of the names that are allowed",
                                 "peer did not return a certificate"});
}

TEST_CASE("a certificate must be for one of the allowed names: DNS, address, e-mail or URI, exactly") {
  const Certificate named({.alt_name = "DNS:a.example.com,DNS:*.wild.example.com,IP:192.0.2.7,IP:2001:db8::1,"
                                       "email:ops@example.com,URI:spiffe://example.com/prometheus"});
  const auto is_served = [&](ClientAuth auth, std::vector<std::string> names) {
    const std::string ca = auth == ClientAuth::kRequireAny ? std::string() : named.certificate_file();
    const WebTlsFixture server({.client_auth = auth, .client_ca_file = ca, .client_allowed_names = std::move(names)});
    return StatusWith(server, &named, 0) == 200;
  };
  for (const ClientAuth auth : {ClientAuth::kRequireAny, ClientAuth::kRequireAndVerify}) {
    for (const char* name : {"a.example.com", "*.wild.example.com", "192.0.2.7", "2001:db8::1", "2001:DB8:0::1",
                             "ops@example.com", "spiffe://example.com/prometheus"}) {
      CAPTURE(name);
      CHECK(is_served(auth, {"other.example.com", name}));
    }
    for (const char* name : {"b.example.com", "x.wild.example.com", "a.example.co", "example.com", "192.0.2.8",
                             "test server", "spiffe://example.com/"}) {
      CAPTURE(name);
      CHECK_FALSE(is_served(auth, {name}));
    }
  }
}

TEST_CASE("names do not replace the CA: a stranger's certificate for an allowed name is refused") {
  const Certificate right({.alt_name = "DNS:a.example.com"});
  const Certificate stranger({.alt_name = "DNS:a.example.com"});
  const WebTlsFixture server({.client_auth = ClientAuth::kRequireAndVerify,
                              .client_ca_file = right.certificate_file(),
                              .client_allowed_names = std::vector<std::string>{"a.example.com"}});
  CHECK(StatusWith(server, &right, 0) == 200);
  CHECK(StatusWith(server, &stranger, 0) == 0);
  CHECK(Becomes([&] { return server.web.counts.refused(Refusal::kTls) == 1; }));
}

TEST_CASE("where names are allowed, a client without a certificate has none of them") {
  const Certificate named({.alt_name = "DNS:a.example.com"});
  for (const ClientAuth auth : {ClientAuth::kRequest, ClientAuth::kVerifyIfGiven}) {
    const WebTlsFixture server({.client_auth = auth,
                                .client_ca_file = named.certificate_file(),
                                .client_allowed_names = std::vector<std::string>{"a.example.com"}});
    CHECK(StatusWith(server, &named, 0) == 200);
    CHECK(StatusWith(server, nullptr, 0) == 0);
  }
  const WebTlsFixture nobody(
      {.client_auth = ClientAuth::kRequireAny, .client_allowed_names = std::vector<std::string>()});
  CHECK(StatusWith(nobody, &named, 0) == 0);
}

TEST_CASE("what is trusted ends a chain: an issuing CA without its root, or the client's own certificate") {
  const Certificate root({.common_name = "root", .is_ca = true});
  const Certificate issuing({.common_name = "issuing", .is_ca = true, .issuer = &root});
  const Certificate client({.common_name = "client", .issuer = &issuing});
  const Certificate other({.common_name = "other", .issuer = &issuing});
  const auto is_served = [](const Certificate& trusted, const Certificate& shown) {
    const WebTlsFixture server(
        {.client_auth = ClientAuth::kRequireAndVerify, .client_ca_file = trusted.certificate_file()});
    return StatusWith(server, &shown, 0) == 200;
  };
  CHECK(is_served(issuing, client));
  CHECK(is_served(client, client));
  CHECK_FALSE(is_served(client, other));
  CHECK_FALSE(is_served(root, client));  // that the issuing CA is between, nobody says
  const Certificate expired(
      {.common_name = "expired", .valid_from_days = -3, .valid_until_days = -1, .issuer = &issuing});
  CHECK_FALSE(is_served(expired, expired));
  CHECK_FALSE(is_served(issuing, expired));
}

TEST_CASE("without a CA of its own the system's vouch for clients, and a CA file without one for nobody") {
  const Certificate stranger;
  const WebTlsFixture of_system({.client_auth = ClientAuth::kVerifyIfGiven});
  CHECK(StatusWith(of_system, nullptr, 0) == 200);
  CHECK(StatusWith(of_system, &stranger, 0) == 0);
  const WebTlsFixture of_none({.client_auth = ClientAuth::kRequireAndVerify, .client_ca = "none"});
  CHECK(StatusWith(of_none, &stranger, 0) == 0);
}

}  // namespace
}  // namespace workspace_exporter
