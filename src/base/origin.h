#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace workspace_exporter {

/// Where requests go: scheme, host and port of a base URL, and the path that its requests begin with.
struct Origin {
  bool tls = true;        ///< https, else http
  std::string host = {};  ///< lower case; an IPv6 address without its brackets; a name may end in the root's dot
  std::uint16_t port = 443;
  std::string path_prefix = {};  ///< empty, or begins with a slash and does not end with one

  bool operator==(const Origin&) const = default;
};

/// Reads an http or https base URL. Refuses user information (a secret has no place in a URL that is logged), query and
/// fragment. The error is kRejected and says what is wrong, without the URL.
Result<Origin> ParseOrigin(std::string_view url);

/// "host:port", with brackets around an IPv6 address: for messages.
std::string HostAndPort(const Origin& origin);

/// The host without the root's dot, as others take it: servers and certificates know a name only so (RFC 6066,
/// section 3). The dot is for the look-up alone, which then leaves the search list out.
std::string_view HostName(const Origin& origin);

/// The value of the Host header: HostName, and the port unless it is the scheme's own (RFC 9110, 7.2).
std::string HostHeader(const Origin& origin);

/// Whether what is sent there stays on this machine.
bool IsLoopback(const Origin& origin);

}  // namespace workspace_exporter
