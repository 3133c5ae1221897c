#include "base/ip_address.h"

#include <array>
#include <optional>

#include <arpa/inet.h>

namespace workspace_exporter {
namespace {

template <typename Address>
std::optional<Address> Read(int family, std::string_view text) {
  Address address = {};
  const bool is_one =
      inet_pton(family, std::string(text).c_str(), &address) == 1 && text.find('\0') == std::string_view::npos;
  return is_one ? std::optional(address) : std::nullopt;
}

std::optional<in_addr> ReadIpv4(std::string_view text) { return Read<in_addr>(AF_INET, text); }
std::optional<in6_addr> ReadIpv6(std::string_view text) { return Read<in6_addr>(AF_INET6, text); }

}  // namespace

bool IsIpv4Address(std::string_view text) { return ReadIpv4(text).has_value(); }
bool IsIpv6Address(std::string_view text) { return ReadIpv6(text).has_value(); }
bool IsIpAddress(std::string_view text) { return IsIpv4Address(text) || IsIpv6Address(text); }

std::string PlainIpAddress(std::string_view text) {
  const std::optional<in6_addr> address = ReadIpv6(text);
  if (!address) return std::string(text);  // an address of IPv4 has one spelling
  std::array<char, INET6_ADDRSTRLEN> plain = {};
  if (IN6_IS_ADDR_V4MAPPED(&*address)) {
    inet_ntop(AF_INET, &address->s6_addr[12], plain.data(), plain.size());
  } else {
    inet_ntop(AF_INET6, &*address, plain.data(), plain.size());
  }
  return plain.data();
}

bool IsLinkLocalIpv6Address(std::string_view text) {
  const std::optional<in6_addr> address = ReadIpv6(text);
  return address && IN6_IS_ADDR_LINKLOCAL(&*address);
}

bool IsMulticastOrBroadcastAddress(std::string_view text) {
  if (const std::optional<in_addr> address = ReadIpv4(text)) {
    return IN_MULTICAST(ntohl(address->s_addr)) || address->s_addr == INADDR_BROADCAST;
  }
  const std::optional<in6_addr> address = ReadIpv6(text);
  return address && IN6_IS_ADDR_MULTICAST(&*address);
}

}  // namespace workspace_exporter
