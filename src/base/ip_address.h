#pragma once

#include <string_view>

namespace workspace_exporter {

// Whether a text is an address rather than a name. An IPv6 address stands without its brackets.
bool IsIpv4Address(std::string_view text);
bool IsIpv6Address(std::string_view text);
bool IsIpAddress(std::string_view text);

}  // namespace workspace_exporter
