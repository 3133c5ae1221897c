#pragma once

#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "access/endpoint.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/shared_by_key.h"
#include "http/resolver.h"
#include "http/tls_context.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Makes sets of connections. What is trusted is loaded once, whatever their number, and goes with the last of them.
/// Thread-safe.
class Connections final {
 public:
  /// `stop` ends every request in flight, for good. Clock and resolver outlive it and all that it gives.
  Connections(Clock& clock, Resolver& resolver, std::stop_token stop, std::string user_agent);

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
};

}  // namespace workspace_exporter
