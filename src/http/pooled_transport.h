#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "http/cancel_signal.h"
#include "http/channel_pool.h"
#include "http/connector.h"
#include "http/transport.h"

namespace workspace_exporter {

struct PooledTransportOptions {
  std::string user_agent;            ///< such as "workspace_exporter/1.0.0"
  std::size_t max_body = 8U << 20U;  ///< bytes of an answer's body; more is kMalformed
  std::optional<Proxy> proxy = {};   ///< through which all requests go, those of plain http as well
};

/// HTTP/1.1 over connections that are kept and used again. A redirect is an answer like any other. The deadline holds
/// from name look-up to last byte. A GET whose kept connection turns out to be closed before any byte of an answer is
/// sent again, once, on a new one. A kept connection that stays silent until the deadline has been forgotten by
/// something between: that is kTimeout, and the next request takes a new one, since all that were idle for as long go
/// with it. Through a proxy the connections are tunnels, kept and used again likewise; the proxy sees neither requests
/// nor answers where the origin is https. Messages name host and port, never path, query or headers. The program
/// ignores SIGPIPE, since OpenSSL may write to a connection that the other side has closed.
class PooledTransport final : public HttpTransport {
 public:
  /// Requests go below the origin's path. `tls` may be null for plain http. `stop` cancels what is in flight, for good.
  /// Resolver and clock outlive it.
  PooledTransport(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver, const Clock& clock,
                  std::stop_token stop, PooledTransportOptions options);

  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  HttpRequest Complete(const HttpRequest& request) const;
  Result<HttpResponse> SendComplete(const HttpRequest& request, const IoWait& wait);

  const Origin origin_;
  const PooledTransportOptions options_;
  const Clock& clock_;
  const CancelSignal cancel_;
  Connector connector_;
  ChannelPool idle_;
};

}  // namespace workspace_exporter
