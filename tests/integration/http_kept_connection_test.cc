// What becomes of connections: kept, closed by the server, forgotten by something between.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "http/socket_channel.h"
#include "support/http_rig.h"
#include "support/raw_server.h"

namespace workspace_exporter {
namespace {

TEST_CASE("requests one after the other share a connection") {
  RawServer server(AnswerEach);
  HttpRig rig;
  const auto transport = rig.Plain(server.port());
  for (int i = 0; i < 5; ++i) REQUIRE(Timed(*transport, kLimit).answer);
  CHECK(server.connections() == 1);
}

TEST_CASE("a connection is not used again after an answer that closes it, or that has something behind it") {
  for (const std::string& answer : {Answer("a", "Connection: close\r\n"), Answer("a") + "rest",
                                    std::string("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na")}) {
    CAPTURE(answer);
    RawServer server([&answer](Peer& peer) {
      while (!peer.ReadHead().empty()) peer.Send(answer);
    });
    HttpRig rig;
    const auto transport = rig.Plain(server.port());
    for (int i = 0; i < 2; ++i) REQUIRE(Timed(*transport, kLimit).answer);
    CHECK(server.connections() == 2);
  }
}

/// Answers the first request of the first connection only, and closes that connection when it has read the second.
struct ForgetfulServer {
  std::atomic<int> accepted = 0;
  RawServer server{[this](Peer& peer) {
    const bool first = accepted++ == 0;
    if (peer.ReadHead().empty()) return;
    peer.Send(Answer("hello"));
    if (first) {
      peer.ReadHead();
    } else {
      AnswerEach(peer);
    }
  }};
};

TEST_CASE("a GET whose kept connection was closed is sent again on a new one") {
  ForgetfulServer forgetful;
  HttpRig rig;
  const auto transport = rig.Plain(forgetful.server.port());
  REQUIRE(Timed(*transport, kLimit).answer);
  CHECK(Timed(*transport, kLimit).answer);
  CHECK(forgetful.server.connections() == 2);
}

TEST_CASE("a POST whose kept connection was closed is not sent again") {
  ForgetfulServer forgetful;
  HttpRig rig;
  const auto transport = rig.Plain(forgetful.server.port());
  REQUIRE(Timed(*transport, kLimit).answer);
  const Timed post(*transport, kLimit, {.method = "POST", .target = "/", .body = "{}"});
  REQUIRE_FALSE(post.answer);
  CHECK(post.kind() == ErrorKind::kNetwork);
  CHECK(forgetful.server.connections() == 1);
}

/// A server that something between forgets: `forgotten` connections, the first ones, answer one request each, and say
/// nothing more.
struct ForgottenServer {
  explicit ForgottenServer(int forgotten) : first(forgotten) {}

  const int first;
  std::atomic<int> accepted = 0;
  std::atomic<int> waiting = 0;
  RawServer server{[this](Peer& peer) {
    if (accepted++ >= first) return AnswerEach(peer);
    peer.ReadHead();
    ++waiting;
    while (waiting < first) std::this_thread::yield();  // so that each request has a connection to itself
    peer.Send(Answer("hello"));
    peer.Hang();
  }};
};

/// Opens `count` connections at once and leaves them idle.
void OpenAtOnce(HttpTransport& transport, int count) {
  std::vector<std::jthread> callers;
  for (int i = 0; i < count; ++i) callers.emplace_back([&] { CHECK(Timed(transport, 4 * kLimit).answer); });
}

TEST_CASE("connections that something between has forgotten cost one request's time, and the next takes a new one") {
  constexpr Milliseconds kShort(300);
  for (const std::string method : {"GET", "POST"}) {
    CAPTURE(method);
    ForgottenServer forgotten(8);
    HttpRig rig;
    const auto transport = rig.Plain(forgotten.server.port());
    OpenAtOnce(*transport, 8);
    const Timed lost(*transport, kShort, {.method = method, .target = "/"});
    REQUIRE_FALSE(lost.answer);
    CHECK(lost.kind() == ErrorKind::kTimeout);
    CHECK(Timed(*transport, kLimit, {.method = method, .target = "/"}).answer);
    CHECK(forgotten.server.connections() == 9);
  }
}

TEST_CASE("a connection that had begun its answer takes no other with it") {
  std::atomic<int> requests = 0;
  RawServer server([&requests](Peer& peer) {
    while (!peer.ReadHead().empty()) {
      const int number = ++requests;
      while (requests < 2) std::this_thread::yield();  // so that the first two have a connection each
      if (number == 3) {
        peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
        return peer.Hang();
      }
      peer.Send(Answer("hello"));
    }
  });
  HttpRig rig;
  const auto transport = rig.Plain(server.port());
  OpenAtOnce(*transport, 2);
  CHECK_FALSE(Timed(*transport, Milliseconds(200)).answer);
  CHECK(Timed(*transport, kLimit).answer);
  CHECK(server.connections() == 2);
}

TEST_CASE("a connection notices that nothing is acknowledged, and is probed while it is idle") {
  RawServer server(AnswerEach);
  HttpRig rig;
  const CancelSignal never{std::stop_token()};
  const auto fd = ConnectTcp("127.0.0.1", server.port(), IoWait(rig.clock, Deadline::In(rig.clock, kLimit), never));
  REQUIRE(fd);
  const auto option = [&fd](int level, int name) {
    int value = 0;
    socklen_t size = sizeof value;
    getsockopt(fd->get(), level, name, &value, &size);
    return value;
  };
  CHECK(option(IPPROTO_TCP, TCP_USER_TIMEOUT) == 5000);
  CHECK(option(SOL_SOCKET, SO_KEEPALIVE) == 1);
  CHECK(option(IPPROTO_TCP, TCP_KEEPIDLE) == 10);
}

TEST_CASE("sixteen requests at once have a connection each, and keep them") {
  constexpr int kParallel = 16;
  std::atomic<int> waiting = 0;
  RawServer server([&waiting](Peer& peer) {
    while (!peer.ReadHead().empty()) {
      ++waiting;
      while (waiting < kParallel) std::this_thread::yield();  // none is answered before all are there
      peer.Send(Answer("hello"));
    }
  });
  HttpRig rig;
  const auto transport = rig.Plain(server.port());
  for (int round = 0; round < 2; ++round) {
    waiting = 0;
    std::atomic<int> answered = 0;
    std::vector<std::jthread> callers;
    for (int i = 0; i < kParallel; ++i) {
      callers.emplace_back([&] { answered += Timed(*transport, 4 * kLimit).answer ? 1 : 0; });
    }
    callers.clear();
    CHECK(answered == kParallel);
    CHECK(server.connections() == kParallel);
  }
}

}  // namespace
}  // namespace workspace_exporter
