#pragma once

#include <string>

#include <sys/socket.h>

namespace workspace_exporter {

/// "127.0.0.1", "::1"; an IPv4 address that came by IPv6 is an IPv4 address.
std::string AddressOnly(const sockaddr_storage& address);
/// "127.0.0.1:43210", "[::1]:43210".
std::string AddressAndPort(const sockaddr_storage& address);
/// Whether it is the machine itself.
bool IsLoopback(const std::string& address);

}  // namespace workspace_exporter
