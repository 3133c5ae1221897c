#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/checked.h"

namespace workspace_exporter {

/// `HOST:PORT`, several with commas between them. The host is an IPv4 address, an IPv6 address in brackets, localhost,
/// or nothing for every address; other names are refused, as what they stand for may change. The port is 0 to 65535,
/// 0 for a free one; no address with a port stands there twice.
Checked<std::vector<std::string>> ParseListenAddresses(std::string_view text);

}  // namespace workspace_exporter
