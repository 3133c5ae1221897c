#pragma once

#include <string>

#include "http/transport.h"

namespace workspace_exporter {

/// For whom a proxy says that it asks: the first address of X-Forwarded-For, else of Forwarded (RFC 7239, section 5.2),
/// without a port, as that is another with each connection. Empty without such a header. Anybody may write anything
/// there, so it is only good to tell clients of one proxy apart. Thread-safe.
std::string ForwardedFor(const HttpHeaders& headers);

}  // namespace workspace_exporter
