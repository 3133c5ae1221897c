// Requests through a proxy: what it sees, that tunnels are kept, and what goes on inside them.
#include <atomic>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/connect_proxy.h"
#include "support/http_rig.h"
#include "support/raw_server.h"

namespace workspace_exporter {
namespace {

constexpr const char* kHost = "api.test.example";
/// RFC 7617, 2: the example of the scheme.
constexpr const char* kCredentials = "Aladdin:open sesame";
constexpr const char* kBasic = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";

/// Remembers what it was asked.
struct LoopbackResolver final : Resolver {
  Result<Addresses> Resolve(const std::string& host, const IoWait& /*wait*/) override {
    asked.push_back(host);
    return Addresses{"127.0.0.1"};
  }

  std::vector<std::string> asked;
};

/// A server for kHost, and the way to it through a proxy.
struct ProxyRig : HttpRig {
  explicit ProxyRig(RawServer::Handler handler = AnswerEach,
                    const CertificateOptions& options = {.alt_name = DnsName()})
      : certificate(options), server(std::move(handler), &certificate) {}

  static std::string DnsName() { return std::string("DNS:") + kHost; }

  std::unique_ptr<PooledTransport> Through(std::uint16_t port, const std::string& url,
                                           const std::string& credentials = {}) {
    Proxy proxy = {.origin = *ParseOrigin(fmt::format("http://proxy.test.example:{}", port))};
    if (!credentials.empty()) proxy.credentials = [credentials]() -> Result<Secret> { return Secret(credentials); };
    return std::make_unique<PooledTransport>(
        *ParseOrigin(url), *LoadTlsContext(certificate.certificate_file()), names, clock, stop.get_token(),
        PooledTransportOptions{.user_agent = "test/1", .max_body = 1000, .proxy = std::move(proxy)});
  }
  std::unique_ptr<PooledTransport> Through(const ConnectProxy& proxy, const std::string& credentials = {}) {
    return Through(proxy.port(), fmt::format("https://{}", kHost), credentials);
  }

  Certificate certificate;
  RawServer server;
  LoopbackResolver names;
  ConnectProxy::Targets targets = {{std::string(kHost) + ":443", server.port()}};
};

TEST_CASE("several requests go through one tunnel, in TLS with the target") {
  ProxyRig rig;
  const ConnectProxy proxy(rig.targets);
  const auto transport = rig.Through(proxy);
  for (int i = 0; i < 5; ++i) {
    const Timed timed(*transport, kLimit);
    REQUIRE(timed.answer);
    CHECK(timed.answer->body == "hello");
  }
  CHECK(proxy.heads().size() == 1);
  CHECK(rig.server.connections() == 1);
}

TEST_CASE("a proxy is told the target's name and its own credentials, and nothing of the request") {
  std::string inside;
  ProxyRig rig([&inside](Peer& peer) {
    inside = peer.ReadHead();
    peer.Send(Answer("hello"));
    peer.ReadHead();  // the body: closed with that unread, the connection would be reset
  });
  const ConnectProxy proxy(rig.targets, kBasic);
  const auto transport = rig.Through(proxy, kCredentials);
  const HttpRequest request = {.method = "POST",
                               .target = "/v1/list?x=1",
                               .headers = {{"Authorization", "signature"}, {"X-Auth-Token", "token"}},
                               .body = "{}"};
  REQUIRE(Timed(*transport, kLimit, request).answer);
  REQUIRE(proxy.heads().size() == 1);
  CHECK(proxy.heads().front() == fmt::format("CONNECT {0}:443 HTTP/1.1\r\nHost: {0}:443\r\nUser-Agent: "
                                             "test/1\r\nProxy-Authorization: {1}\r\n\r\n",
                                             kHost, kBasic));
  CHECK(inside.starts_with("POST /v1/list?x=1 HTTP/1.1\r\n"));
  CHECK(inside.find("\r\nX-Auth-Token: token\r\n") != std::string::npos);
  CHECK(inside.find("Proxy-Authorization") == std::string::npos);
  CHECK(proxy.carried().find("X-Auth-Token") == std::string::npos);
}

TEST_CASE("without credentials none are sent, and the target's name is not looked up") {
  ProxyRig rig;
  const ConnectProxy proxy(rig.targets);
  REQUIRE(Timed(*rig.Through(proxy), kLimit).answer);
  CHECK(proxy.heads().front().find("uthorization") == std::string::npos);
  CHECK(rig.names.asked == std::vector<std::string>{"proxy.test.example"});
}

TEST_CASE("a target of plain http is tunnelled too, and its tunnel kept") {
  ProxyRig rig;
  RawServer plain(AnswerEach);
  const ConnectProxy proxy({{"10.0.0.1:8080", plain.port()}, {"[fd00::1]:80", plain.port()}});
  for (const char* url : {"http://10.0.0.1:8080", "http://[fd00::1]"}) {
    const auto transport = rig.Through(proxy.port(), url);
    for (int i = 0; i < 3; ++i) CHECK(Timed(*transport, kLimit).answer);
  }
  REQUIRE(proxy.heads().size() == 2);
  CHECK(proxy.heads()[0].starts_with("CONNECT 10.0.0.1:8080 HTTP/1.1\r\nHost: 10.0.0.1:8080\r\n"));
  CHECK(proxy.heads()[1].starts_with("CONNECT [fd00::1]:80 HTTP/1.1\r\nHost: [fd00::1]:80\r\n"));
}

TEST_CASE("a kept tunnel whose target closed it is replaced") {
  ProxyRig rig([](Peer& peer) {
    peer.ReadHead();
    peer.Send(Answer("hello"));
  });
  const ConnectProxy proxy(rig.targets);
  const auto transport = rig.Through(proxy);
  for (int i = 0; i < 3; ++i) CHECK(Timed(*transport, kLimit).answer);
  CHECK(proxy.heads().size() == 3);
}

TEST_CASE("the certificate must be for the target, whatever the proxy is called") {
  ProxyRig rig(AnswerEach, {.alt_name = "DNS:proxy.test.example,IP:127.0.0.1"});
  const ConnectProxy proxy(rig.targets);
  const Timed timed(*rig.Through(proxy), kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTls);
  CHECK(timed.message() == fmt::format("{}:443: TLS handshake: certificate refused: hostname mismatch", kHost));
}

TEST_CASE("a target that says nothing in its tunnel is left at the deadline") {
  ProxyRig rig([](Peer& peer) { peer.Neglect(); });
  const ConnectProxy proxy(rig.targets);
  const Timed timed(*rig.Through(proxy), Milliseconds(250));
  CHECK(timed.in_time);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTimeout);
}

TEST_CASE("a tunnel that something between has forgotten is left for a new one, for TLS inside it as well") {
  std::atomic<int> accepted = 0;
  ProxyRig rig([&accepted](Peer& peer) {
    if (accepted++ > 0) return AnswerEach(peer);
    peer.ReadHead();
    peer.Send(Answer("hello"));
    peer.Hang();
  });
  const ConnectProxy proxy(rig.targets);
  const auto transport = rig.Through(proxy);
  REQUIRE(Timed(*transport, kLimit).answer);
  const Timed lost(*transport, Milliseconds(300));
  REQUIRE_FALSE(lost.answer);
  CHECK(lost.kind() == ErrorKind::kTimeout);
  CHECK(Timed(*transport, kLimit).answer);
  CHECK(proxy.heads().size() == 2);
}

TEST_CASE("the proxy is told the target's name without the root's dot") {
  ProxyRig rig;
  const ConnectProxy proxy(rig.targets);
  REQUIRE(Timed(*rig.Through(proxy.port(), fmt::format("https://{}.", kHost)), kLimit).answer);
  CHECK(proxy.heads().front().starts_with(fmt::format("CONNECT {}:443 HTTP/1.1\r\nHost: {}:443\r\n", kHost, kHost)));
}

}  // namespace
}  // namespace workspace_exporter
