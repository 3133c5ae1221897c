#pragma once

#include <string_view>

#include "web/request_head.h"

namespace workspace_exporter {

/// The bytes are one whole answer to that request, well formed, and with what every answer has.
void CheckAnswer(std::string_view bytes, const RequestHead& head);

/// The bytes are the answer to what is no request.
void CheckClosingAnswer(std::string_view bytes, WallTime now);

}  // namespace workspace_exporter
