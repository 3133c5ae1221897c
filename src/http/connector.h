#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/file_descriptor.h"
#include "base/origin.h"
#include "http/channel.h"
#include "http/resolver.h"
#include "http/tls_context.h"

namespace workspace_exporter {

/// Opens connections to one origin: name look-up, each address in turn, TLS. Thread-safe.
class Connector final {
 public:
  /// `tls` may be null where the origin is plain http. The resolver outlives it.
  Connector(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver);

  Result<std::unique_ptr<Channel>> Open(const IoWait& wait);

 private:
  Result<Addresses> FindAddresses(const IoWait& wait);
  Result<FileDescriptor> ConnectAny(const IoWait& wait);

  const Origin origin_;
  const std::shared_ptr<const TlsContext> tls_;
  Resolver& resolver_;
  std::mutex mutex_;
  std::string last_good_;  ///< the address that answered last: tried first, lest each connection waits for a dead one
};

}  // namespace workspace_exporter
