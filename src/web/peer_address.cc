#include "web/peer_address.h"

#include <array>
#include <string_view>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

namespace workspace_exporter {

std::string AddressOnly(const sockaddr_storage& address) {
  constexpr std::string_view kMapped = "::ffff:";
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, text.data(), text.size());
  }
  const std::string_view whole(text.data());
  const bool is_mapped = whole.starts_with(kMapped) && whole.find('.') != std::string_view::npos;
  return std::string(is_mapped ? whole.substr(kMapped.size()) : whole);
}

std::string AddressAndPort(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    return fmt::format("{}:{}", AddressOnly(address), ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port));
  }
  return fmt::format("[{}]:{}", AddressOnly(address), ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port));
}

bool IsLoopback(const std::string& address) { return address == "::1" || address.starts_with("127."); }

}  // namespace workspace_exporter
