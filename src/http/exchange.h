#pragma once

#include <cstddef>

#include "http/channel.h"
#include "http/transport.h"

namespace workspace_exporter {

/// How one request on one connection ended.
struct Exchanged {
  Result<HttpResponse> answer;
  bool received = false;  ///< at least a byte of an answer came
  bool reusable = false;  ///< the connection may carry another request
};

/// Sends a request, whose headers are complete, and reads its answer: HTTP/1.1 by cpp-httplib's client over our own
/// connection, whose waiting it would not let us bound. Errors: those of the channel, kNetwork where the connection
/// closes early, kMalformed where the answer is not HTTP, encoded, or has more than `max_body` bytes.
Exchanged Exchange(Channel& channel, const HttpRequest& request, std::size_t max_body, const IoWait& wait);

}  // namespace workspace_exporter
