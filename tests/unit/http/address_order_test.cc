#include "http/address_order.h"

#include <map>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

/// Sorts with the sources that a machine would use, by destination; no way to any other.
Addresses Sorted(Addresses addresses, const std::map<std::string, std::string>& sources) {
  PutBestFirst(addresses, [&sources](const std::string& to) {
    const auto found = sources.find(to);
    return found != sources.end() ? found->second : std::string();
  });
  return addresses;
}

TEST_CASE("IPv6 goes before IPv4 where the machine has both, and the order within a family stays") {
  CHECK(Sorted({"192.0.2.2", "192.0.2.1", "2001:db8::2", "2001:db8::1"}, {{"192.0.2.1", "192.0.2.9"},
                                                                          {"192.0.2.2", "192.0.2.9"},
                                                                          {"2001:db8::1", "2001:db8::9"},
                                                                          {"2001:db8::2", "2001:db8::9"}}) ==
        Addresses{"2001:db8::2", "2001:db8::1", "192.0.2.2", "192.0.2.1"});
}

TEST_CASE("what cannot be reached goes last") {
  CHECK(Sorted({"2001:db8::1", "192.0.2.1"}, {{"192.0.2.1", "192.0.2.9"}}) == Addresses{"192.0.2.1", "2001:db8::1"});
  CHECK(Sorted({"192.0.2.1", "2001:db8::1"}, {{"2001:db8::1", "2001:db8::9"}}) ==
        Addresses{"2001:db8::1", "192.0.2.1"});
  CHECK(Sorted({"2001:db8::1", "192.0.2.1"}, {}) == Addresses{"2001:db8::1", "192.0.2.1"});
}

TEST_CASE("a unique local source, such as a container's, does not suit an address of the Internet") {
  CHECK(Sorted({"2001:db8::1", "192.0.2.1"}, {{"2001:db8::1", "fd00::9"}, {"192.0.2.1", "172.17.0.2"}}) ==
        Addresses{"192.0.2.1", "2001:db8::1"});
}

TEST_CASE("6to4, Teredo and unique local addresses go behind IPv4") {
  for (const std::string other : {"2002:c000:204::1", "2001::1", "fd00::1"}) {
    CAPTURE(other);
    CHECK(Sorted({other, "192.0.2.1"}, {{other, other}, {"192.0.2.1", "192.0.2.9"}}) == Addresses{"192.0.2.1", other});
  }
}

}  // namespace
}  // namespace workspace_exporter
