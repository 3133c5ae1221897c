#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "http/ca_store.h"
#include "http/origin.h"
#include "http/resolver.h"
#include "http/transport.h"
#include "http/watchdog.h"

namespace workspace_exporter {

/// What all transports of the program share. Outlives them.
struct TransportContext {
  Clock& clock;
  Resolver& resolver;
  Watchdog& watchdog;
  std::stop_token stop;  ///< ends every request in flight, with kCancelled
};

struct TransportOptions {
  Origin origin;
  CaStore ca_store = nullptr;  ///< for https origins
  std::string user_agent = {};
  std::size_t max_body_bytes = std::size_t{8} << 20U;
};

/// HTTP/1.1 by cpp-httplib, with connections that are kept, one for each request in flight. Certificates are verified,
/// TLS 1.2 is the least, redirects are not followed, and the answer has to come as it is, not compressed.
class HttplibTransport final : public HttpTransport {
 public:
  HttplibTransport(TransportContext context, TransportOptions options);
  ~HttplibTransport() override;

  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  class Pool;

  const TransportContext context_;
  const TransportOptions options_;
  const std::unique_ptr<Pool> pool_;
};

}  // namespace workspace_exporter
