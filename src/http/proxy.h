#pragma once

#include <functional>

#include "base/origin.h"
#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// An HTTP proxy that opens tunnels (CONNECT, RFC 9110, 9.3.6).
struct Proxy {
  /// Plain http only. TLS to the proxy would need TLS within TLS: one with https:// refuses every request.
  Origin origin;
  /// "user:password" for the scheme Basic (RFC 7617), asked for at each new connection, from any thread; none is given,
  /// or an empty one, where the proxy wants none. They cross the network to the proxy in clear.
  std::function<Result<Secret>()> credentials = {};
};

}  // namespace workspace_exporter
