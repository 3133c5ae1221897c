#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/origin.h"
#include "base/result.h"
#include "config/options.h"
#include "http/resolver.h"
#include "http/tls_context.h"
#include "http/transport.h"

namespace workspace_exporter {

/// How an API is reached.
struct Endpoint {
  Origin origin = {};
  std::string ca_file = {};          ///< PEM, trusted beside the system's certificates; empty: those alone
  std::optional<Origin> proxy = {};  ///< through which it is reached; empty: directly
  std::string proxy_variable = {};   ///< the environment variable whose URL has the proxy's user and password
};

/// How a project reaches one of its APIs: through its proxy, unless that is not for this host.
Endpoint EndpointOf(const ProjectOptions& options, const Origin& origin);

/// The connections that projects share: those to one endpoint are one set, and what is trusted is loaded once, whatever
/// the number of projects. Both go with the last one that uses them. Thread-safe.
class Network final {
 public:
  /// `stop` ends every request in flight, for good. Clock and resolver outlive it and all that it gives.
  Network(Clock& clock, Resolver& resolver, std::stop_token stop, std::string user_agent);

  /// kTls where the certificates cannot be used.
  Result<std::shared_ptr<HttpTransport>> To(const Endpoint& endpoint);

 private:
  Result<std::shared_ptr<const TlsContext>> Trusting(const std::string& ca_file);

  Clock& clock_;
  Resolver& resolver_;
  const std::stop_token stop_;
  const std::string user_agent_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const TlsContext>> trusted_;   // by file
  std::map<std::string, std::weak_ptr<HttpTransport>> connections_;  // by endpoint
};

}  // namespace workspace_exporter
