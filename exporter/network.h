#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/origin.h"
#include "base/result.h"
#include "config/options.h"
#include "exporter/shared_by_key.h"
#include "http/resolver.h"
#include "http/tls_context.h"
#include "http/transport.h"

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

/// The connections that projects share: those to one endpoint are one set, and what is trusted is loaded once, whatever
/// the number of projects. Both go with the last one that uses them. Thread-safe.
class Network final {
 public:
  /// `stop` ends every request in flight, for good. Clock and resolver outlive it and all that it gives.
  Network(Clock& clock, Resolver& resolver, std::stop_token stop, std::string user_agent);

  /// kTls where the certificates cannot be used.
  Result<std::shared_ptr<HttpTransport>> To(const Endpoint& endpoint);

 private:
  Result<std::shared_ptr<const TlsContext>> Trusting(const Endpoint& endpoint);

  Clock& clock_;
  Resolver& resolver_;
  const std::stop_token stop_;
  const std::string user_agent_;
  std::mutex mutex_;
  SharedByKey<const TlsContext> trusted_;  // by file and content
  SharedByKey<HttpTransport> connections_;
};

}  // namespace workspace_exporter
