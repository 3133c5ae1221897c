// TLS of the listening side: versions, protocols, and clients that mean no good.
#include <string>
#include <utility>
#include <vector>

#include "integration/web_tls_fixture.h"

namespace workspace_exporter {
namespace {

const std::string kGet = "GET /-/healthy HTTP/1.1\r\nHost: h\r\n";

TEST_CASE("answers go over TLS, one after the other on a connection, small and large") {
  const WebTlsFixture server;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server.address(), {.version = version});
    CHECK(client.protocol() == "http/1.1");
    for (int i = 0; i < 3; ++i) CHECK(client.Status() == 200);
    CHECK(client.Status("/large") == 200);
    CHECK(client.body().size() == WebFixture::kLarge);
    CHECK(client.Status("/nowhere") == 404);
  }
}

TEST_CASE("a record that is larger than what is read at a time is read as a whole") {
  const WebTlsFixture server;
  TlsClient client(server.address());
  const std::string large = "X: " + std::string(4500, 'x') + "\r\nY: " + std::string(4500, 'y') + "\r\n";
  CHECK(client.Status("/-/healthy", large) == 200);
  client.Send(kGet + "\r\n" + kGet + large + "\r\n" + kGet + "\r\n");
  for (int i = 0; i < 3; ++i) {
    CHECK(client.ReadUntil("\r\n\r\n").starts_with("HTTP/1.1 200"));
    CHECK(client.Read(3) == "ok\n");
  }
}

TEST_CASE("the answer to a bad request comes over TLS, which then ends") {
  const WebTlsFixture server;
  TlsClient client(server.address());
  client.Send("nonsense\r\n\r\n");
  CHECK(client.ReadUntil("\r\n\r\n").starts_with("HTTP/1.1 400"));
  CHECK(client.Read(100) == "Bad Request\n");
  CHECK(SSL_get_shutdown(client.ssl()) == SSL_RECEIVED_SHUTDOWN);
}

TEST_CASE("a client that offers other protocols alone is refused, one that offers none is served") {
  const WebTlsFixture server;
  CHECK_FALSE(TlsClient(server.address(), {.protocols = "\x02h2"}).connected());
  CHECK(TlsClient(server.address(), {.protocols = ""}).Status() == 200);
}

TEST_CASE("versions, suites and curves are kept to") {
  using Version = ServerTls::Version;
  const WebTlsFixture only13({.min_version = Version::kTls13, .tls13_ciphers = {"TLS_CHACHA20_POLY1305_SHA256"}});
  CHECK_FALSE(TlsClient(only13.address(), {.version = TLS1_2_VERSION}).connected());
  CHECK(TlsClient(only13.address()).cipher() == "TLS_CHACHA20_POLY1305_SHA256");

  const WebTlsFixture only12({.max_version = Version::kTls12,
                              .ciphers = {"ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"},
                              .curves = {"P-384"}});
  CHECK_FALSE(TlsClient(only12.address(), {.version = TLS1_3_VERSION}).connected());
  const std::string both = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384";
  CHECK(TlsClient(only12.address(), {.ciphers = both}).cipher() == "ECDHE-ECDSA-AES256-GCM-SHA384");
  CHECK_FALSE(TlsClient(only12.address(), {.ciphers = "ECDHE-ECDSA-CHACHA20-POLY1305"}).connected());
  CHECK_FALSE(TlsClient(only12.address(), {.curves = "P-256"}).connected());

  const WebTlsFixture theirs({.max_version = Version::kTls12, .prefer_own_ciphers = false});
  CHECK(TlsClient(theirs.address(), {.ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256"})
            .cipher() == "ECDHE-ECDSA-AES256-GCM-SHA384");
}

TEST_CASE("the key is agreed on by the curve that is named, and by no other") {
  // The hybrid with ML-KEM is in OpenSSL from 3.5 on, where it comes first of what is not named, as in Go.
  const bool has_hybrid = OPENSSL_VERSION_MAJOR > 3 || OPENSSL_VERSION_MINOR >= 5;
  std::vector<std::pair<std::string, std::string>> curves = {{"X25519", "x25519"}, {"P-384", "secp384r1"}};
  if (has_hybrid) curves.emplace_back("X25519MLKEM768", "X25519MLKEM768");
  for (const auto& [curve, group] : curves) {
    const WebTlsFixture server({.curves = {curve}});
    TlsClient client(server.address(), {.curves = curve + ":P-256"});
    CHECK(client.Status() == 200);
    CHECK(client.group() == group);
    CHECK_FALSE(TlsClient(server.address(), {.curves = "P-256"}).connected());
  }
  const WebTlsFixture server;
  CHECK(TlsClient(server.address()).group() == (has_hybrid ? "X25519MLKEM768" : "x25519"));
}

TEST_CASE("neither TLS 1.1 nor CBC is served, whatever the client allows, unless the suite is named") {
  const WebTlsFixture server;
  CHECK_FALSE(TlsClient(server.address(), {.version = TLS1_1_VERSION, .ciphers = "ALL:@SECLEVEL=0"}).connected());
  const TlsClientOptions cbc = {.version = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-AES128-SHA"};
  CHECK_FALSE(TlsClient(server.address(), cbc).connected());
  const WebTlsFixture named({.ciphers = {"ECDHE-ECDSA-AES128-SHA"}});
  CHECK(TlsClient(named.address(), cbc).connected());
}

TEST_CASE("a session is neither resumed nor renegotiated") {
  const WebTlsFixture server;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server.address(), {.version = version});
    CHECK(client.Status() == 200);
    CHECK(SSL_SESSION_has_ticket(SSL_get0_session(client.ssl())) == 0);
    CHECK(SSL_SESSION_is_resumable(SSL_get0_session(client.ssl())) == 0);
  }
  TlsClient client(server.address(), {.version = TLS1_2_VERSION});
  CHECK(client.Status() == 200);
  SSL_renegotiate(client.ssl());
  CHECK(SSL_do_handshake(client.ssl()) != 1);
}

TEST_CASE("who speaks no TLS is closed, and others are served") {
  const WebTlsFixture server;
  for (const std::string& text : {std::string(3000, '\0'), std::string("\x16\x03\x01\xff\xff garbage garbage")}) {
    RawClient client(server.address());
    client.Send(text);
    client.CloseSendingSide();
    CHECK(client.Read().status == 0);
  }
  CHECK(TlsClient(server.address()).Status() == 200);
  CHECK(Becomes([&] { return server.web.counts.refused(Refusal::kTls) == 2; }));
  CHECK(server.reasons().size() == 2);
}

TEST_CASE("who speaks plain HTTP is told so in a sentence that arrives, however much is sent") {
  const WebTlsFixture server;
  const std::vector<std::string> requests = {
      "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "G", "\r\nOPTIONS * HTTP/1.1\r\n\r\n", "brew / HTTP/1.0\n\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'x')};
  for (const std::string& request : requests) {
    RawClient client(server.address());
    client.Send(request);
    const RawAnswer answer = client.Read();
    CHECK(answer.status == 400);
    CHECK(answer.Has("Connection: close"));
    CHECK(answer.body == "Client sent an HTTP request to an HTTPS server.\n");
    client.CloseSendingSide();
    CHECK(client.IsClosed());
  }
  CHECK(server.web.counts.refused(Refusal::kTls) == requests.size());
  CHECK(server.web.counts.refused(Refusal::kMalformed) == 0);
  CHECK(server.reasons() == std::vector<std::string>(requests.size(), "plain HTTP"));
}

TEST_CASE("why a client was refused in its handshake is told in words") {
  const WebTlsFixture server({.min_version = ServerTls::Version::kTls13});
  CHECK_FALSE(TlsClient(server.address(), {.version = TLS1_2_VERSION}).connected());
  CHECK_FALSE(TlsClient(server.address(), {.protocols = "\x02h2"}).connected());
  CHECK(Becomes([&] { return server.reasons().size() == 2; }));
  CHECK(server.reasons() == std::vector<std::string>{"unsupported protocol", "no application protocol"});
}

TEST_CASE("a handshake that fails is counted, a client that goes before or after it is not") {
  const WebTlsFixture server;
  RawClient(server.address()).CloseSendingSide();
  CHECK_FALSE(TlsClient(server.address(), {.protocols = "\x02h2"}).connected());
  CHECK(TlsClient(server.address()).Status() == 200);
  CHECK(Becomes([&] { return server.web.counts.open() == 0; }));
  CHECK(Becomes([&] { return server.web.counts.refused(Refusal::kTls) == 1; }));
}

TEST_CASE("a handshake that drips or stands still ends in time") {
  const WebTlsFixture server({}, {.head_time = Milliseconds(200)});
  RawClient silent(server.address());
  RawClient dripping(server.address());
  const std::string hello = std::string("\x16\x03\x01\x01\x00\x01\x00\x00\xfc\x03\x03", 11) + std::string(245, 'x');
  std::size_t sent = 0;
  while (sent < hello.size() && dripping.IsQuiet() && dripping.Send(hello.substr(sent, 1))) {
    ++sent;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(sent < hello.size());
  CHECK(silent.IsClosed());
}

TEST_CASE("300 dripping handshakes and 100 silent clients do not hold a health check up") {
  const WebTlsFixture server({}, {.head_time = Milliseconds(60'000)});
  std::vector<RawClient> clients;
  for (int i = 0; i < 400; ++i) clients.emplace_back(server.address());
  for (std::size_t i = 0; i < 300; ++i) clients[i].Send(std::string_view("\x16\x03\x01\x40\x00\x01", 6));
  std::jthread drips([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      for (std::size_t i = 0; i < 300; ++i) clients[i].Send("x");
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  std::vector<std::chrono::steady_clock::duration> times;
  for (int i = 0; i < 21; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    CHECK(TlsClient(server.address()).Status() == 200);
    times.push_back(std::chrono::steady_clock::now() - begin);
  }
  std::ranges::sort(times);
  CHECK(times[10] < std::chrono::seconds(1) * Slowdown());  // the handshakes would take a minute
}

}  // namespace
}  // namespace workspace_exporter
