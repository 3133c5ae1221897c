#pragma once

#include <functional>
#include <mutex>
#include <string>

#include <httplib.h>

#include "base/clock.h"
#include "base/result.h"
#include "http/httplib_transport.h"

namespace workspace_exporter {

/// One client of cpp-httplib with its connection, for one request at a time; Cut may come from another thread.
class HttplibConnection final {
 public:
  HttplibConnection(const TransportOptions& options, const Clock& clock);
  ~HttplibConnection();
  HttplibConnection(const HttplibConnection&) = delete;
  HttplibConnection& operator=(const HttplibConnection&) = delete;

  /// One exchange with the host at that address, connecting first if need be.
  Result<HttpResponse> Exchange(const HttpRequest& request, const std::string& address, Deadline deadline);
  /// Ends the exchange under way, at whatever point it is.
  void Cut();
  /// Whether an error came before there was a connection, so that another address may be tried.
  bool FailedToConnect() const { return failed_to_connect_; }

 private:
  void KeepSocket(int socket);
  Error ErrorFor(httplib::Error error, bool too_large, Deadline deadline);

  const TransportOptions& options_;
  const Clock& clock_;
  httplib::Client client_;
  std::mutex mutex_;
  int socket_ = -1;  // a duplicate of the client's, so that it cannot be closed and become another's while it is cut
  bool failed_to_connect_ = false;
};

}  // namespace workspace_exporter
