// Names: a name server that answers, one that does not, and several addresses.
#include <string>

#include <doctest/doctest.h>

#include "http/caching_resolver.h"
#include "support/fake_clock.h"
#include "support/http_rig.h"
#include "support/name_server.h"
#include "support/raw_server.h"

namespace workspace_exporter {
namespace {

struct ResolverRig : HttpRig {
  explicit ResolverRig(const NameServer& names) : named(names.address()) {}

  Timed Get(const std::string& host, std::uint16_t port, Milliseconds limit) {
    PooledTransport transport(*ParseOrigin(fmt::format("http://{}:{}", host, port)), nullptr, named, clock,
                              stop.get_token(), {.user_agent = "test/1"});
    return Timed(transport, limit);
  }

  CaresResolver named;
};

TEST_CASE("a name is looked up in the DNS, and the Host header keeps it") {
  NameServer names({{"api.test.example", {127, 0, 0, 1}}});
  std::string head;
  RawServer server([&head](Peer& peer) {
    head = peer.ReadHead();
    peer.Send(Answer("hello"));
  });
  ResolverRig rig(names);
  CHECK(rig.Get("api.test.example", server.port(), kLimit).answer);
  CHECK(head.find(fmt::format("\r\nHost: api.test.example:{}\r\n", server.port())) != std::string::npos);
}

TEST_CASE("a name that does not exist is a network error that says so") {
  NameServer names({{"other.test.example", {127, 0, 0, 1}}});
  ResolverRig rig(names);
  const Timed timed = rig.Get("nowhere.test.example", 80, kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kNetwork);
  CHECK(timed.message() == "nowhere.test.example:80: name look-up: Domain name not found");
}

TEST_CASE("a name server that never answers is left at the deadline") {
  NameServer names({}, true);
  ResolverRig rig(names);
  const Timed timed = rig.Get("api.test.example", 80, Milliseconds(250));
  CHECK(timed.in_time);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kTimeout);
  CHECK(names.questions() > 0);
}

TEST_CASE("a stop cancels a look-up at once") {
  NameServer names({}, true);
  ResolverRig rig(names);
  std::jthread stopping([&] {
    while (names.questions() == 0) std::this_thread::yield();
    rig.stop.request_stop();
  });
  const Timed timed = rig.Get("api.test.example", 80, std::chrono::seconds(20));
  CHECK(timed.took < Slowdown() * Milliseconds(200));
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kCancelled);
}

TEST_CASE("of several addresses one that refuses is passed over") {
  NameServer names({{"api.test.example", {127, 0, 0, 2}}, {"api.test.example", {127, 0, 0, 1}}});
  RawServer server([](Peer& peer) {
    peer.ReadHead();
    peer.Send(Answer("hello"));
  });
  ResolverRig rig(names);
  CHECK(rig.Get("api.test.example", server.port(), kLimit).answer);
}

TEST_CASE("addresses and localhost are not asked of a name server") {
  NameServer names({}, true);
  RawServer server([](Peer& peer) {
    peer.ReadHead();
    peer.Send(Answer("hello"));
  });
  ResolverRig rig(names);
  CHECK(rig.Get("127.0.0.1", server.port(), kLimit).answer);
  CHECK(rig.Get("localhost", server.port(), kLimit).answer);
  CHECK(names.questions() == 0);
}

TEST_CASE("the hosts file goes before the name server") {
  NameServer names({}, true);
  ResolverRig rig(names);
  const CancelSignal never{std::stop_token()};
  const IoWait wait(rig.clock, Deadline::In(rig.clock, kLimit), never);
  const auto found = rig.named.Resolve("localhost", wait);
  REQUIRE(found);
  CHECK_FALSE(found->empty());
  CHECK(names.questions() == 0);
}

}  // namespace
}  // namespace workspace_exporter
