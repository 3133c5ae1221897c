#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/origin.h"
#include "config/options.h"

namespace workspace_exporter {

/// How an API is reached.
struct Endpoint {
  Origin origin = {};
  std::string ca_file = {};          ///< PEM, trusted beside the system's certificates; empty: those alone
  std::size_t ca_hash = 0;           ///< of its content: another content is another endpoint
  std::optional<Origin> proxy = {};  ///< through which it is reached; empty: directly
  std::string proxy_variable = {};   ///< the environment variable whose URL has the proxy's user and password
};

/// How a project reaches one of its APIs: through its proxy, unless that is not for this host.
Endpoint EndpointOf(const ProjectOptions& options, const Origin& origin);

/// The same for what one set of connections serves.
std::string KeyOf(const Endpoint& endpoint);

}  // namespace workspace_exporter
