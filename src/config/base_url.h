#pragma once

#include <string>
#include <string_view>

#include "config/checked.h"

namespace workspace_exporter {

/// The base URL of an API: scheme, host, and a port where it is not the usual one; a `/` at the end is dropped, scheme
/// and host become lower case. https, or http where the host is this machine's loopback or `allow_plain_http` says so:
/// what goes over it is a password or a token. A problem never repeats the URL, which may hold a password by mistake.
Checked<std::string> CheckBaseUrl(std::string_view url, bool allow_plain_http);

bool IsIpv4Address(std::string_view host);
/// Without brackets.
bool IsIpv6Address(std::string_view host);

}  // namespace workspace_exporter
