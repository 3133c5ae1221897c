#pragma once

#include <string>

#include "base/clock.h"
#include "web/http_message.h"
#include "web/request_head.h"

namespace workspace_exporter {

/// The bytes of the handler's answer to a request; what the handler throws is an error of ours, of which the client
/// learns no more. The clock gives the answer's date. Thread-safe as the handler is.
std::string ProcessRequest(const WebHandler& handler, RequestHead head, const Clock& clock);

}  // namespace workspace_exporter
