#pragma once

#include <memory>
#include <string>

#include "web/http_message.h"
#include "web/request_head.h"

namespace workspace_exporter {

/// Turns whole request heads into the bytes of their answers, by cpp-httplib's processing. Thread-safe.
class RequestProcessor final {
 public:
  explicit RequestProcessor(WebHandler handler);
  ~RequestProcessor();

  /// The connection is closed after the answer unless `keep_alive`, and then the answer says so.
  std::string Process(const RequestHead& head, bool keep_alive) const;

 private:
  class Server;

  const std::unique_ptr<Server> server_;
};

/// The whole of an answer that a client gets where its request comes to no handler, 400, 405, 408, 413 or 431, or where
/// there is no memory for the handler's answer, 500; it closes the connection.
std::string ClosingAnswer(int status);

}  // namespace workspace_exporter
