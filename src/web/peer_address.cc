#include "web/peer_address.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

namespace workspace_exporter {
namespace {

/// A host may take any address of its network (RFC 4291, section 2.5.4).
constexpr std::size_t kNetworkBytes = 8;

}  // namespace

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

std::string PeerOf(int socket) {
  sockaddr_storage peer = {};
  socklen_t size = sizeof peer;
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
  return AddressOnly(peer);
}

std::string AddressAndPort(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    return fmt::format("{}:{}", AddressOnly(address), ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port));
  }
  return fmt::format("[{}]:{}", AddressOnly(address), ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port));
}

std::string ClientOf(const sockaddr_storage& address) {
  std::string text = AddressOnly(address);
  if (text == "::1" || text.starts_with("127.")) return kThisMachine;
  if (text.find(':') == std::string::npos) return text;
  sockaddr_storage network = address;
  auto& bytes = reinterpret_cast<sockaddr_in6&>(network).sin6_addr.s6_addr;
  std::fill(std::begin(bytes) + kNetworkBytes, std::end(bytes), std::uint8_t{0});
  return AddressOnly(network) + "/64";
}

}  // namespace workspace_exporter
