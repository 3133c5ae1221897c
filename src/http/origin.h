#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace workspace_exporter {

/// Where an API is: what a base URL such as "https://workspace.ap-southeast-1.myhuaweicloud.com" says.
struct Origin {
  bool is_tls = true;
  std::string host = {};  ///< a name or a literal address, without brackets
  std::uint16_t port = 443;

  /// For messages: "host:port", IPv6 addresses in brackets.
  std::string Name() const;
};

/// kRejected for what is no http or https URL of a host, or has a user, a path, a query or a fragment.
Result<Origin> ParseOrigin(std::string_view url);

}  // namespace workspace_exporter
