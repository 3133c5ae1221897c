#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "web/byte_stream.h"
#include "web/connection_counts.h"
#include "web/front.h"
#include "web/http_message.h"
#include "web/request_processor.h"
#include "web/web_limits.h"
#include "web/worker_pool.h"

namespace workspace_exporter {

/// Serves HTTP/1.1. Not thread-safe itself; the handler is called from many threads at once.
class WebServer final {
 public:
  /// At most so many answers are made at once. The clock has to be a real one. What is handed in by reference outlives
  /// it.
  WebServer(WebHandler handler, WebLimits limits, ConnectionCounts& counts, std::size_t max_workers, const Clock& clock,
            StreamFactory streams = PlainStream);
  ~WebServer();

  /// The addresses as bound, in the order given. kNetwork where one is in use or cannot be had: then none is served.
  Result<std::vector<std::string>> Start(const std::vector<std::string>& addresses);
  /// Stops listening, and finishes the answers in flight within the time given.
  void Stop(Milliseconds grace);

 private:
  /// On a worker: answers, with 500 where memory runs out.
  void Process(std::uint64_t connection, const RequestHead& head) noexcept;

  const WebLimits limits_;
  ConnectionCounts& counts_;
  const Clock& clock_;
  const StreamFactory streams_;
  const WebHandler handler_;
  std::unique_ptr<Front> front_;
  std::optional<WorkerPool> workers_;  // last: its jobs use the front
};

}  // namespace workspace_exporter
