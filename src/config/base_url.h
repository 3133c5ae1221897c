#pragma once

#include <string_view>

#include "base/origin.h"
#include "config/checked.h"

namespace workspace_exporter {

/// The base URL of an API: https, or http where the host is this machine's loopback or `allow_plain_http` says so,
/// since what goes over it is a password or a token. A problem never repeats the URL, which may hold a password by
/// mistake.
Checked<Origin> CheckBaseUrl(std::string_view url, bool allow_plain_http);

}  // namespace workspace_exporter
