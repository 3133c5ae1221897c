#pragma once

#include <optional>
#include <string>

#include "base/secret.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What a client says that it is.
struct BasicCredentials {
  std::string user;
  Secret password;
};

/// Of the request's one Authorization header of the scheme Basic (RFC 7617); nothing where there is none, or more.
std::optional<BasicCredentials> ReadBasicCredentials(const HttpHeaders& headers);

}  // namespace workspace_exporter
