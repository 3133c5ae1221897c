// A server may do what it likes: the answer is there by the deadline, and says what went wrong.
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "support/http_rig.h"
#include "support/raw_server.h"

namespace workspace_exporter {
namespace {

constexpr Milliseconds kShortLimit(250);

void CheckTimesOut(const RawServer::Handler& handler) {
  RawServer server(handler);
  HttpRig rig;
  const Timed timed(*rig.Plain(server.port()), kShortLimit);
  CHECK(timed.in_time);
  CHECK(timed.took >= kShortLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTimeout);
  CHECK(timed.message() == fmt::format("127.0.0.1:{}: no whole answer within 250ms", server.port()));
}

TEST_CASE("a server that says nothing is left at the deadline") {
  CheckTimesOut([](Peer& peer) { peer.Hang(); });
}

TEST_CASE("a head that drips is left at the deadline") {
  CheckTimesOut([](Peer& peer) {
    peer.ReadHead();
    peer.Drip(Answer("body", "X-Long: " + std::string(1000, 'x') + "\r\n"), Milliseconds(20));
  });
}

TEST_CASE("a body that drips is left at the deadline, whether of known length, chunked or without end") {
  for (const std::string head :
       {"Content-Length: 500\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n"}) {
    CheckTimesOut([&head](Peer& peer) {
      peer.ReadHead();
      peer.Send("HTTP/1.1 200 OK\r\n" + head + "\r\n");
      for (int i = 0; i < 500 && peer.Drip(head.starts_with("Transfer") ? "1\r\nx\r\n" : "x", Milliseconds(10)); ++i) {
      }
    });
  }
}

TEST_CASE("a header line without end is refused before it fills the memory") {
  RawServer server([](Peer& peer) {
    peer.ReadHead();
    peer.Send("HTTP/1.1 200 OK\r\nX-Long: ");
    while (peer.Send(std::string(10000, 'x'))) {
    }
  });
  HttpRig rig;
  const Timed timed(*rig.Plain(server.port()), std::chrono::seconds(5));
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kMalformed);
}

TEST_CASE("a request that the server does not take is left at the deadline") {
  RawServer server([](Peer& peer) { peer.Neglect(); });
  HttpRig rig;
  HttpRequest request = {.method = "POST", .target = "/"};
  request.body.assign(std::size_t{32} << 20U, 'x');
  const Timed timed(*rig.Plain(server.port()), kShortLimit, request);
  CHECK(timed.in_time);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTimeout);
}

TEST_CASE("nothing is sent when the deadline has passed already") {
  RawServer server([](Peer& peer) { peer.Hang(); });
  HttpRig rig;
  const Timed timed(*rig.Plain(server.port()), Milliseconds(0));
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTimeout);
  CHECK(server.connections() == 0);
}

TEST_CASE("a stop cancels what is in flight at once, and what comes later") {
  HttpRig rig;
  RawServer server([&rig](Peer& peer) {
    peer.ReadHead();
    rig.stop.request_stop();
    peer.Hang();
  });
  const auto transport = rig.Plain(server.port());
  const Timed in_flight(*transport, std::chrono::seconds(20));
  CHECK(in_flight.took < Slowdown() * Milliseconds(100));
  REQUIRE_FALSE(in_flight.answer);
  CHECK(in_flight.kind() == ErrorKind::kCancelled);

  const Timed later(*transport, std::chrono::seconds(20));
  REQUIRE_FALSE(later.answer);
  CHECK(later.kind() == ErrorKind::kCancelled);
  CHECK(server.connections() == 1);
}

}  // namespace
}  // namespace workspace_exporter
