#include "web/listener.h"

#include <cerrno>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "web/peer_address.h"

namespace workspace_exporter {
namespace {

/// A machine that has every address but those that the test says.
struct Machine {
  std::map<std::string, int> errors = {};
  std::vector<std::string> asked = {};

  OpenListener Open() {
    return [this](const ListenPlace& place) -> std::variant<Listener, int> {
      const std::string address = AddressAndPort(place.address);
      asked.push_back(address + (place.both_families ? " and IPv4" : ""));
      const auto found = errors.find(address);
      if (found != errors.end()) return found->second;
      return Listener{.socket = FileDescriptor(), .address = address};
    };
  }
  std::vector<std::string> Bound(const std::vector<std::string>& addresses) {
    const auto listeners = Listen(addresses, Open());
    std::vector<std::string> bound;
    if (listeners) {
      for (const Listener& listener : *listeners) bound.push_back(listener.address);
    } else {
      bound.push_back(listeners.error().message);
    }
    return bound;
  }
};

using Bound = std::vector<std::string>;

TEST_CASE("without a host every address of both families is one socket, and [::] is IPv6 alone") {
  Machine machine;
  CHECK(machine.Bound({":10110"}) == Bound{"[::]:10110"});
  CHECK(machine.Bound({"[::]:10110"}) == Bound{"[::]:10110"});
  CHECK(machine.asked == Bound{"[::]:10110 and IPv4", "[::]:10110"});
}

TEST_CASE("on a machine without IPv6 every address is every one of IPv4") {
  for (const int error : {EAFNOSUPPORT, EADDRNOTAVAIL}) {
    for (const char* address : {":10110", "[::]:10110"}) {
      Machine machine{.errors = {{"[::]:10110", error}}};
      CHECK(machine.Bound({address}) == Bound{"0.0.0.0:10110"});
    }
  }
}

TEST_CASE("where IPv4 has an address of its own, IPv6 is passed over and does not take that from it") {
  for (const std::vector<std::string>& addresses : {Bound{"[::]:1", "0.0.0.0:1"}, Bound{"0.0.0.0:1", "[::]:1"}}) {
    Machine machine{.errors = {{"[::]:1", EAFNOSUPPORT}}};
    CHECK(machine.Bound(addresses) == Bound{"0.0.0.0:1"});
  }
}

TEST_CASE("an address of a name that the machine cannot have is passed over, where it has another") {
  for (const int error : {EAFNOSUPPORT, EADDRNOTAVAIL}) {
    Machine machine{.errors = {{"[::1]:10110", error}}};
    CHECK(machine.Bound({"localhost:10110"}) == Bound{"127.0.0.1:10110"});
  }
}

TEST_CASE("an error is one where no address is left, and where one is in use") {
  Machine none{.errors = {{"[::]:1", EAFNOSUPPORT}, {"0.0.0.0:1", EAFNOSUPPORT}, {"[::1]:1", EADDRNOTAVAIL}}};
  CHECK(none.Bound({":1"}).front().starts_with("cannot listen on :1: "));
  CHECK(none.Bound({"[::1]:1"}).front().starts_with("cannot listen on [::1]:1: "));
  Machine in_use{.errors = {{"127.0.0.1:1", EADDRINUSE}, {"[::]:1", EADDRINUSE}}};
  CHECK(in_use.Bound({"localhost:1"}).front().starts_with("cannot listen on localhost:1: "));
  CHECK(in_use.Bound({":1"}).front().starts_with("cannot listen on :1: "));
}

}  // namespace
}  // namespace workspace_exporter
