#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "http/transport.h"

namespace workspace_exporter {

/// The request line and headers of a request (RFC 9112).
struct RequestHead {
  std::string method;
  std::string target;
  HttpHeaders headers = {};
  bool keep_alive = false;  ///< the client wants to send more on this connection
  bool has_body = false;
  std::string peer = {};     ///< what its connections are counted together by, see ClientOf
  std::string address = {};  ///< of the client, whole, without its port
};

/// A head that may not be whole yet.
enum class HeadState : std::uint8_t {
  kIncomplete,
  kMalformed,
};

struct WholeHead {
  RequestHead head;
  std::size_t size = 0;  ///< how much of the buffer it is
};

/// Reads the head at the beginning of what a client has sent so far. Strict: what two readers might understand in two
/// ways is malformed.
std::variant<WholeHead, HeadState> ReadRequestHead(std::string_view buffer);

}  // namespace workspace_exporter
