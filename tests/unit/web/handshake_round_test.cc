#include "web/handshake_round.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

constexpr auto kTime = HandshakeRound::kTime;

TEST_CASE("an address has its time in a round, however it spends it") {
  HandshakeRound round;
  CHECK(round.Admits("192.0.2.1"));
  round.Took("192.0.2.1", kTime / 2);
  CHECK(round.Admits("192.0.2.1"));
  round.Took("192.0.2.1", kTime / 2);
  CHECK_FALSE(round.Admits("192.0.2.1"));
  CHECK(HandshakeRound().Admits("192.0.2.1"));
}

TEST_CASE("a long handshake takes nothing from another address, but many addresses end the round") {
  HandshakeRound round;
  int admitted = 0;
  for (; round.Admits(std::to_string(admitted)); ++admitted) round.Took(std::to_string(admitted), kTime * 100);
  CHECK(admitted == HandshakeRound::kAddresses);
}

}  // namespace
}  // namespace workspace_exporter
