#include "web/peer_address.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>

namespace workspace_exporter {
namespace {

sockaddr_storage Address(const char* text) {
  sockaddr_storage address{};
  auto& v4 = reinterpret_cast<sockaddr_in&>(address);
  auto& v6 = reinterpret_cast<sockaddr_in6&>(address);
  address.ss_family = AF_INET;
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) return address;
  address.ss_family = AF_INET6;
  REQUIRE(inet_pton(AF_INET6, text, &v6.sin6_addr) == 1);
  return address;
}

TEST_CASE("the connections of a host are counted together whichever of its addresses they have") {
  CHECK(ClientOf(Address("192.0.2.7")) == "192.0.2.7");
  CHECK(ClientOf(Address("::ffff:192.0.2.7")) == "192.0.2.7");
  CHECK(ClientOf(Address("2001:db8:1:2:3:4:5:6")) == "2001:db8:1:2::/64");
  CHECK(ClientOf(Address("2001:db8:1:2::9")) == "2001:db8:1:2::/64");
  CHECK(ClientOf(Address("2001:db8:1:3::9")) == "2001:db8:1:3::/64");
}

TEST_CASE("every loopback address is this machine") {
  for (const char* text : {"127.0.0.1", "127.9.8.7", "::1", "::ffff:127.0.0.1"}) {
    CAPTURE(text);
    CHECK(ClientOf(Address(text)) == kThisMachine);
  }
  CHECK(ClientOf(Address("128.0.0.1")) != kThisMachine);
}

}  // namespace
}  // namespace workspace_exporter
