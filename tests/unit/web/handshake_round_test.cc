#include "web/handshake_round.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a round has one handshake of each address, and few in all") {
  HandshakeRound round;
  CHECK(round.Admit("192.0.2.1"));
  CHECK_FALSE(round.Admit("192.0.2.1"));
  CHECK(round.Admit("192.0.2.2"));
  CHECK(round.Admit("192.0.2.3"));
  CHECK(round.Admit("192.0.2.4"));
  CHECK_FALSE(round.Admit("192.0.2.5"));
  CHECK(HandshakeRound().Admit("192.0.2.5"));
}

}  // namespace
}  // namespace workspace_exporter
