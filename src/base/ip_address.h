#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

// Whether a text is an address rather than a name. An IPv6 address stands without its brackets.
bool IsIpv4Address(std::string_view text);
bool IsIpv6Address(std::string_view text);
bool IsIpAddress(std::string_view text);

/// Of the spellings of an address the one that the system writes; an IPv6 address that stands for one of IPv4, such as
/// ::ffff:127.0.0.1 (RFC 4291, section 2.5.5.2), is that. A text that is no address is given back.
std::string PlainIpAddress(std::string_view text);

/// fe80::/10: each link of a machine may have it (RFC 4291, section 2.5.6).
bool IsLinkLocalIpv6Address(std::string_view text);
/// Of a group of hosts, or of all at once: nobody can connect to it.
bool IsMulticastOrBroadcastAddress(std::string_view text);

}  // namespace workspace_exporter
