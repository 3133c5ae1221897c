#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "web/http_message.h"

namespace workspace_exporter {

/// How an answer goes to its client.
struct AnswerForm {
  bool has_body = true;    ///< else it is that of HEAD: the same, but for the body
  bool keep_alive = true;  ///< else the connection is closed after it
};

/// The bytes of an answer that is made `now` (RFC 9112). A header of the response's own stands in place of one that
/// every answer has.
std::string WriteAnswer(const WebResponse& response, WallTime now, AnswerForm form = {});

/// The whole of an answer that a client gets where its request comes to no handler, or where there is no memory for
/// the handler's answer; it closes the connection. Without words it is what the status is called.
std::string ClosingAnswer(int status, WallTime now, std::string_view words = {});

}  // namespace workspace_exporter
