#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/transport.h"

namespace workspace_exporter {

/// The request line and headers of a request (RFC 9112).
struct RequestHead {
  std::string method;
  std::string target;
  HttpHeaders headers = {};
  bool keep_alive = false;  ///< the client wants to send more on this connection
  bool has_body = false;
  std::string peer = {};                      ///< what its connections are counted together by, see ClientOf
  std::string address = {};                   ///< of the client, whole, without its port
  std::weak_ptr<const void> connection = {};  ///< the same for all requests of a connection; expires with it
};

/// Puts a head together from its lines, which come without their ends. Strict: what two readers might understand in two
/// ways is none. Not thread-safe.
class HeadLines final {
 public:
  /// False where it is none of HTTP/1.
  bool AddRequestLine(std::string_view line);
  /// False where it is none, or must not stand there.
  bool AddHeader(std::string_view line);
  bool has_request_line() const { return !head_.method.empty(); }
  std::size_t headers() const { return head_.headers.size(); }
  /// What the lines make, which are then forgotten; nothing where a request lacks its one Host (RFC 9112, section 3.2).
  std::optional<RequestHead> Take();

 private:
  void ReadConnection(std::string_view value);

  RequestHead head_;
  bool is_old_ = false;  // HTTP/1.0
  bool close_ = false;
  bool keep_alive_ = false;
  bool has_host_ = false;
};

}  // namespace workspace_exporter
