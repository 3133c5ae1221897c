#pragma once

#include <string_view>

#include "base/origin.h"

namespace workspace_exporter {

/// Whether an origin is reached directly although there is a proxy. No RFC says what NO_PROXY holds; this is what curl
/// and Go agree on. Its entries stand between commas or spaces:
///   *                         every host
///   example.com .example.com  that host and all below it, without regard to case; *.example.com means the same
///   192.0.2.1 2001:db8::1     that address, where the origin's host is written as an address: names are not looked up
///   192.0.2.0/24 fd00::/8     every address of that network
/// A port may follow any of them, as in example.com:443 or [fd00::/8]:443; without it, any port. An entry that is none
/// of these matches nothing: rather one request too many through the proxy than one that passes it by.
bool IsWithoutProxy(std::string_view no_proxy, const Origin& origin);

}  // namespace workspace_exporter
