// A proxy may do what it likes: the error says that it was the proxy, and comes by the deadline.
#include <string>

#include <doctest/doctest.h>

#include "support/connect_proxy.h"
#include "support/http_rig.h"
#include "support/raw_server.h"

namespace workspace_exporter {
namespace {

constexpr Milliseconds kSoon(250);

struct Failed {
  ErrorKind kind = ErrorKind::kCancelled;
  std::string message;  ///< behind the names of target and proxy
  bool in_time = false;
};

Failed Ask(const Proxy& proxy, Milliseconds limit = kLimit) {
  HttpRig rig;
  PooledTransport transport(*ParseOrigin("https://api.test.example"), *LoadTlsContext(Certificate().certificate_file()),
                            rig.resolver, rig.clock, rig.stop.get_token(), {.user_agent = "test/1", .proxy = proxy});
  const Timed timed(transport, limit);
  REQUIRE_FALSE(timed.answer);
  const std::string names = fmt::format("api.test.example:443: proxy {}: ", HostAndPort(proxy.origin));
  REQUIRE(timed.message().starts_with(names));
  return {timed.kind(), timed.message().substr(names.size()), timed.in_time};
}

Proxy At(std::uint16_t port) { return {.origin = {.tls = false, .host = "127.0.0.1", .port = port}}; }

Proxy At(std::uint16_t port, const std::string& credentials) {
  Proxy proxy = At(port);
  proxy.credentials = [credentials]() -> Result<Secret> { return Secret(credentials); };
  return proxy;
}

Failed AskOf(const RawServer::Handler& handler, Milliseconds limit = kLimit) {
  RawServer server(handler);
  return Ask(At(server.port()), limit);
}

void CheckProxyFails(const std::string& bytes, ErrorKind kind, const std::string& message) {
  CAPTURE(bytes.substr(0, 100));
  const Failed failed = AskOf([&bytes](Peer& peer) {
    peer.ReadHead();
    peer.Send(bytes);
  });
  CHECK(Name(failed.kind) == Name(kind));
  CHECK(failed.message == message);
}

void CheckProxyTimesOut(const RawServer::Handler& handler) {
  const Failed failed = AskOf(handler, kSoon);
  CHECK(failed.in_time);
  CHECK(Name(failed.kind) == Name(ErrorKind::kTimeout));
}

TEST_CASE("a proxy that wants credentials, or others, is an error of sign-in that does not show them") {
  const ConnectProxy proxy({}, "Basic dXNlcjpyaWdodA==");
  const Failed without = Ask(At(proxy.port()));
  CHECK(without.kind == ErrorKind::kAuth);
  CHECK(without.message == "no tunnel: status 407: it wants credentials");
  const Failed wrong = Ask(At(proxy.port(), "user:wrong"));
  CHECK(wrong.kind == ErrorKind::kAuth);
  CHECK(wrong.message == "no tunnel: status 407: it wants other credentials");
}

TEST_CASE("credentials that cannot be sent, or are not to be had, are errors, and nothing is asked of the proxy") {
  const ConnectProxy proxy({});
  for (const char* bad : {"no colon", "user:pass\r\nX: y", "user:\x7f"}) {
    const Failed failed = Ask(At(proxy.port(), bad));
    CHECK(failed.kind == ErrorKind::kAuth);
    CHECK(failed.message == "credentials: not user:password, or with a control character");
  }
  Proxy unset = At(proxy.port());
  unset.credentials = []() -> Result<Secret> { return Error{ErrorKind::kAuth, "the variable is not set"}; };
  CHECK(Ask(unset).message == "credentials: the variable is not set");
  CHECK(proxy.heads().empty());
}

TEST_CASE("a proxy that refuses is a network error with the status, a redirect as well") {
  const ConnectProxy proxy({});
  CHECK(Ask(At(proxy.port())).message == "no tunnel: status 403");
  CheckProxyFails("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n", ErrorKind::kNetwork,
                  "no tunnel: status 302");
  CheckProxyFails("HTTP/1.1 503 Busy\r\n", ErrorKind::kNetwork, "no tunnel: status 503");
}

TEST_CASE("a proxy that is not there or closes is a network error") {
  std::uint16_t port = 0;
  {
    port = RawServer([](Peer&) {}).port();
  }
  const Failed nobody = Ask(At(port));
  CHECK(nobody.kind == ErrorKind::kNetwork);
  CHECK(nobody.message == "connect: Connection refused");
  CheckProxyFails("", ErrorKind::kNetwork, "connection closed before an answer");
  CheckProxyFails("HTTP/1.1 200 OK\r\n", ErrorKind::kNetwork, "connection closed in the middle of the answer");
}

TEST_CASE("a proxy with a huge head, or that is none, is malformed before it fills the memory") {
  for (const std::string head : {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\n"}) {
    const Failed failed = AskOf([&head](Peer& peer) {
      peer.ReadHead();
      peer.Send(head);
      std::string lines;
      for (int i = 0; i < 1000; ++i) lines += head.ends_with("OK\r\n") ? "a: b\r\n" : "xxxxxx";
      while (peer.Send(lines)) {
      }
    });
    CHECK(Name(failed.kind) == Name(ErrorKind::kMalformed));
  }
  CheckProxyFails("SSH-2.0-OpenSSH_9.2\r\n", ErrorKind::kMalformed, "the answer is not HTTP/1.1");
  CheckProxyFails("HTTP/1.1 200 OK\r\n\r\n\x16\x03", ErrorKind::kMalformed,
                  "something stands behind the head of the answer");
}

TEST_CASE("a proxy that says nothing, neglects the request or drips is left at the deadline") {
  CheckProxyTimesOut([](Peer& peer) { peer.Hang(); });
  CheckProxyTimesOut([](Peer& peer) { peer.Neglect(); });
  for (const Milliseconds every : {Milliseconds(1000), Milliseconds(10)}) {
    CheckProxyTimesOut([every](Peer& peer) {
      peer.ReadHead();
      peer.Drip("HTTP/1.1 200 OK\r\nX-Long: " + std::string(1000, 'x') + "\r\n", every);
    });
  }
}

TEST_CASE("a stop cancels the wait for a proxy at once") {
  HttpRig rig;
  RawServer server([&rig](Peer& peer) {
    peer.ReadHead();
    rig.stop.request_stop();
    peer.Hang();
  });
  PooledTransport transport(*ParseOrigin("http://10.0.0.1"), nullptr, rig.resolver, rig.clock, rig.stop.get_token(),
                            {.user_agent = "test/1", .proxy = At(server.port())});
  const Timed timed(transport, std::chrono::seconds(20));
  CHECK(timed.took < Slowdown() * Milliseconds(200));
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kCancelled);
}

TEST_CASE("a proxy with https is refused, and the target not asked directly") {
  Proxy proxy = At(1);
  proxy.origin.tls = true;
  const Failed failed = Ask(proxy);
  CHECK(failed.kind == ErrorKind::kRejected);
  CHECK(failed.message == "TLS to a proxy is not supported: http:// only");
}

}  // namespace
}  // namespace workspace_exporter
