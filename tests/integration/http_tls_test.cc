// TLS: who is trusted, and what the errors say.
#include <string>

#include <doctest/doctest.h>

#include "support/http_rig.h"
#include "support/raw_server.h"

namespace workspace_exporter {
namespace {

std::string Url(const RawServer& server, const std::string& host = "127.0.0.1") {
  return fmt::format("https://{}:{}", host, server.port());
}

std::shared_ptr<const TlsContext> Trusting(const Certificate& certificate) {
  return *LoadTlsContext(certificate.certificate_file());
}

void CheckRefused(const Certificate& shown, std::shared_ptr<const TlsContext> tls, const std::string& host,
                  const std::string& why) {
  RawServer server(AnswerEach, &shown);
  HttpRig rig;
  const Timed timed(*rig.Transport(Url(server, host), std::move(tls)), kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTls);
  CHECK(timed.message() == fmt::format("{}:{}: TLS handshake: certificate refused: {}", host, server.port(), why));
}

TEST_CASE("a server with a certificate of the CA file is trusted, by name and by address, and its connection kept") {
  const Certificate certificate;
  RawServer server(AnswerEach, &certificate);
  HttpRig rig;
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    const int before = server.connections();
    const auto transport = rig.Transport(Url(server, host), Trusting(certificate));
    for (int i = 0; i < 3; ++i) {
      const Timed timed(*transport, kLimit);
      REQUIRE(timed.answer);
      CHECK(timed.answer->body == "hello");
    }
    CHECK(server.connections() - before == 1);
  }
}

TEST_CASE(
    "the root's dot behind a name is none of the server's: neither in its certificate, nor for its virtual hosts") {
  const Certificate certificate({.alt_name = "DNS:localhost"});
  std::string head;
  RawServer server(
      [&head](Peer& peer) {
        head = peer.ReadHead();
        peer.Send(Answer("hello"));
      },
      &certificate);
  HttpRig rig;
  REQUIRE(Timed(*rig.Transport(Url(server, "localhost."), Trusting(certificate)), kLimit).answer);
  CHECK(head.find(fmt::format("\r\nHost: localhost:{}\r\n", server.port())) != std::string::npos);
}

TEST_CASE("a certificate for another host, expired or not yet valid is refused") {
  const Certificate other({.alt_name = "DNS:other.example,IP:127.0.0.2"});
  CheckRefused(other, Trusting(other), "localhost", "hostname mismatch");
  CheckRefused(other, Trusting(other), "127.0.0.1", "IP address mismatch");
  const Certificate expired({.valid_from_days = -3, .valid_until_days = -1});
  CheckRefused(expired, Trusting(expired), "127.0.0.1", "certificate has expired");
  const Certificate early({.valid_from_days = 1, .valid_until_days = 3});
  CheckRefused(early, Trusting(early), "127.0.0.1", "certificate is not yet valid");
}

TEST_CASE("a wildcard stands for one whole label") {
  const Certificate wildcard({.alt_name = "DNS:*.localhost"});
  CheckRefused(wildcard, Trusting(wildcard), "a.b.localhost", "hostname mismatch");
}

TEST_CASE("a self-signed certificate is refused by the system's CAs and by another CA file") {
  const Certificate certificate;
  CheckRefused(certificate, *LoadTlsContext(""), "127.0.0.1", "self-signed certificate");
  CheckRefused(certificate, Trusting(Certificate()), "127.0.0.1", "self-signed certificate");
}

TEST_CASE("what is trusted ends a chain: an issuing CA without its root, or the server's own certificate") {
  const Certificate root({.common_name = "root", .is_ca = true});
  const Certificate issuing({.common_name = "issuing", .is_ca = true, .issuer = &root});
  const Certificate leaf({.issuer = &issuing});
  RawServer server(AnswerEach, &leaf);
  HttpRig rig;
  for (const Certificate* trusted : {&issuing, &leaf}) {
    CHECK(Timed(*rig.Transport(Url(server), Trusting(*trusted)), kLimit).answer);
  }
  CheckRefused(leaf, Trusting(root), "127.0.0.1", "unable to get local issuer certificate");
  CheckRefused(leaf, Trusting(Certificate({.common_name = "issuing", .is_ca = true})), "127.0.0.1",
               "certificate signature failure");
}

TEST_CASE("a server's own certificate that is trusted has to be for the host, and valid") {
  const Certificate issuing({.common_name = "issuing", .is_ca = true});
  const Certificate other({.alt_name = "DNS:other.example,IP:127.0.0.2", .issuer = &issuing});
  CheckRefused(other, Trusting(other), "localhost", "hostname mismatch");
  CheckRefused(other, Trusting(other), "127.0.0.1", "IP address mismatch");
  const Certificate expired({.valid_from_days = -3, .valid_until_days = -1, .issuer = &issuing});
  CheckRefused(expired, Trusting(expired), "127.0.0.1", "certificate has expired");
}

TEST_CASE("a handshake that hangs is left at the deadline") {
  RawServer server([](Peer& peer) { peer.Hang(); });
  HttpRig rig;
  const Timed timed(*rig.Transport(Url(server), Trusting(Certificate())), Milliseconds(250));
  CHECK(timed.in_time);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTimeout);
}

TEST_CASE("a TLS body that drips is left at the deadline") {
  const Certificate certificate;
  RawServer server(
      [](Peer& peer) {
        peer.ReadHead();
        peer.Drip(Answer(std::string(500, 'x')), Milliseconds(10));
      },
      &certificate);
  HttpRig rig;
  const Timed timed(*rig.Transport(Url(server), Trusting(certificate)), Milliseconds(300));
  CHECK(timed.in_time);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTimeout);
}

TEST_CASE("a stop cancels a handshake at once") {
  HttpRig rig;
  RawServer server([&rig](Peer& peer) {
    rig.stop.request_stop();
    peer.Hang();
  });
  const Timed timed(*rig.Transport(Url(server), Trusting(Certificate())), std::chrono::seconds(20));
  CHECK(timed.took < Slowdown() * Milliseconds(100));
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kCancelled);
}

TEST_CASE("a server that speaks plain HTTP where TLS is due is a TLS error that says so") {
  RawServer server([](Peer& peer) {
    peer.Send("HTTP/1.1 400 Bad Request\r\n\r\n");
    peer.Hang();
  });
  HttpRig rig;
  const Timed timed(*rig.Transport(Url(server), Trusting(Certificate())), kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTls);
  CHECK(timed.message().ends_with("TLS handshake: wrong version number"));
}

TEST_CASE("a server that closes during the handshake is a network error") {
  RawServer server([](Peer&) {});
  HttpRig rig;
  const Timed timed(*rig.Transport(Url(server), Trusting(Certificate())), kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kNetwork);
}

TEST_CASE("a kept TLS connection that the server closed is replaced") {
  const Certificate certificate;
  RawServer server(
      [](Peer& peer) {
        peer.ReadHead();
        peer.Send(Answer("hello"));
      },
      &certificate);
  HttpRig rig;
  const auto transport = rig.Transport(Url(server), Trusting(certificate));
  for (int i = 0; i < 3; ++i) CHECK(Timed(*transport, kLimit).answer);
  CHECK(server.connections() == 3);
}

TEST_CASE("a CA file that is missing or holds no certificate is an error that says so") {
  const Certificate certificate;
  CHECK(LoadTlsContext(certificate.certificate_file()));
  const auto check = [](const std::string& path, const std::string& why) {
    const auto loaded = LoadTlsContext(path);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().kind == ErrorKind::kTls);
    CHECK(loaded.error().message == fmt::format("CA file {}: {}", path, why));
  };
  check("/nonexistent/ca.pem", "No such file or directory");
  check(certificate.key_file(), "no certificate or crl found");
  check("/dev/null", "no certificate or crl found");
}

}  // namespace
}  // namespace workspace_exporter
