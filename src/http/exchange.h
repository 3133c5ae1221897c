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

/// Sends a request, whose headers are complete, and reads its answer, of which the body may have `max_body` bytes.
/// Errors: those of RequestText (http/request_text.h), of the channel, and of AnswerReader (http/answer_reader.h).
Exchanged Exchange(Channel& channel, const HttpRequest& request, std::size_t max_body, const IoWait& wait);

}  // namespace workspace_exporter
