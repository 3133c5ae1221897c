#include "http/httplib_transport.h"

#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "http/httplib_connection.h"

namespace workspace_exporter {

/// Connections that wait for the next request; the one used last is used first, so that a quiet time closes the rest.
class HttplibTransport::Pool {
 public:
  std::unique_ptr<HttplibConnection> Take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  void Return(std::unique_ptr<HttplibConnection> connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<HttplibConnection>> idle_;
};

HttplibTransport::HttplibTransport(TransportContext context, TransportOptions options)
    : context_(std::move(context)), options_(std::move(options)), pool_(std::make_unique<Pool>()) {}

HttplibTransport::~HttplibTransport() = default;

Result<HttpResponse> HttplibTransport::Send(const HttpRequest& request, Deadline deadline) {
  Result<std::vector<std::string>> addresses = context_.resolver.Resolve(options_.origin.host, deadline);
  if (!addresses) return std::move(addresses).error();
  std::unique_ptr<HttplibConnection> connection = pool_->Take();
  if (connection == nullptr) connection = std::make_unique<HttplibConnection>(options_, context_.clock);
  Result<HttpResponse> response = Error{ErrorKind::kTimeout, "no time left"};
  {
    const Watchdog::Watch watch(context_.watchdog, deadline, [&connection] { connection->Cut(); });
    for (const std::string& address : *addresses) {
      if (context_.stop.stop_requested() || deadline.Passed(context_.clock)) break;
      response = connection->Exchange(request, address, deadline);
      if (response || !connection->FailedToConnect()) break;
    }
  }
  if (context_.stop.stop_requested()) return Error{ErrorKind::kCancelled, "stopped"};
  if (!response) return std::move(response).error().Within(options_.origin.Name());
  pool_->Return(std::move(connection));
  return response;
}

}  // namespace workspace_exporter
