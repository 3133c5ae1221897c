#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/file_descriptor.h"
#include "base/origin.h"
#include "http/channel.h"
#include "http/proxy.h"
#include "http/resolver.h"
#include "http/tls_context.h"

namespace workspace_exporter {

/// Opens connections to one origin: name look-up, each address in turn, TLS. Through a proxy it is the proxy's name
/// that is looked up and its addresses that are tried; then comes the tunnel, and TLS with the origin inside it.
/// Thread-safe.
class Connector final {
 public:
  /// `tls` may be null where the origin is plain http. The resolver outlives it.
  Connector(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver);
  /// `user_agent` is what the proxy is told.
  Connector(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver, std::optional<Proxy> proxy,
            std::string user_agent);

  Result<std::unique_ptr<Channel>> Open(const IoWait& wait);

 private:
  Result<Addresses> FindAddresses(const IoWait& wait);
  Result<FileDescriptor> ConnectAny(const IoWait& wait);
  Result<FileDescriptor> ConnectThroughProxy(const IoWait& wait);

  const Origin origin_;
  const std::optional<Proxy> proxy_;
  const Origin peer_;  ///< whom the TCP connections go to: the proxy, or else the origin
  const std::string user_agent_;
  const std::shared_ptr<const TlsContext> tls_;
  Resolver& resolver_;
  std::mutex mutex_;
  std::string last_good_;  ///< the address that answered last: tried first, lest each connection waits for a dead one
};

}  // namespace workspace_exporter
