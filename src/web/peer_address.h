#pragma once

#include <string>

#include <sys/socket.h>

namespace workspace_exporter {

/// "127.0.0.1", "::1"; an IPv4 address that came by IPv6 is an IPv4 address.
std::string AddressOnly(const sockaddr_storage& address);
/// "127.0.0.1:43210", "[::1]:43210".
std::string AddressAndPort(const sockaddr_storage& address);

/// AddressOnly of whom a socket is connected to; empty where it is so no more.
std::string PeerOf(int socket);

/// ClientOf every loopback address.
inline constexpr const char* kThisMachine = "localhost";
/// By what the connections of one host are counted together: its IPv4 address, or its network of IPv6,
/// "2001:db8:0:1::/64", as it may take any address in that.
std::string ClientOf(const sockaddr_storage& address);

}  // namespace workspace_exporter
