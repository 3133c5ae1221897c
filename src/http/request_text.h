#pragma once

#include "base/secret.h"
#include "http/transport.h"

namespace workspace_exporter {

/// The bytes of a request of HTTP/1.1 whose headers are complete, but for Content-Length. The target stands there as it
/// is: it is what has been signed. Secret, since the headers and the body may be. kRejected where the target or a
/// header would end its line, and with it begin another.
Result<Secret> RequestText(const HttpRequest& request);

}  // namespace workspace_exporter
