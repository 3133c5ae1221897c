#include "config/listen_address.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Addresses = std::vector<std::string>;

TEST_CASE("addresses to listen on are literal, several with commas between them") {
  CHECK(ParseListenAddresses(":10110").value == Addresses{":10110"});
  CHECK(ParseListenAddresses("127.0.0.1:0,127.0.0.1:0").value == Addresses{"127.0.0.1:0", "127.0.0.1:0"});
  CHECK(ParseListenAddresses("[::1]:9, localhost:65535").value == Addresses{"[::1]:9", "localhost:65535"});
}

TEST_CASE("anything else is no address to listen on") {
  for (const char* text : {"10110", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:-1", "127.0.0.1:1x",
                           "::1:9", "[::1]", "[::1:9", "example.com:80", "256.0.0.1:1", ":1,", ",:1", ":1,,:2", "[]:1",
                           "127.0.0.1:http", "http://127.0.0.1:1"}) {
    CAPTURE(text);
    CHECK(ParseListenAddresses(text).problem != "");
  }
}

TEST_CASE("an address with a port cannot be listened on twice") {
  CHECK(ParseListenAddresses(":1,127.0.0.1:1").problem == "");
  CHECK(ParseListenAddresses(":1,:2,:1").problem == ":1 is named twice");
}

}  // namespace
}  // namespace workspace_exporter
