#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace workspace_exporter {

/// Name and value, in the order of the wire. Names compare without regard to case.
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// The value of the first header of that name; empty where there is none.
std::string_view FindHeader(const HttpHeaders& headers, std::string_view name);

struct HttpRequest {
  std::string method = "GET";
  std::string target;  ///< path and query, percent-encoded already, such as "/v1/p/session/list-sessions?limit=1"
  HttpHeaders headers = {};
  std::string body = {};
};

/// Overwrites what may be secret in them: values of headers, bodies. For whoever put a secret there.
void Wipe(HttpHeaders& headers);
void Wipe(HttpRequest& request);

struct HttpResponse {
  int status = 0;
  HttpHeaders headers = {};
  std::string body = {};
};

/// Sends requests to one origin (scheme, host and port). Thread-safe: every call in flight has a connection to itself.
class HttpTransport {
 public:
  virtual ~HttpTransport() = default;

  /// The answer, whatever its status: a 503 is a value. Errors are kTimeout, kNetwork, kTls, kMalformed (no HTTP, or
  /// more than the limits) and kCancelled. Returns by the deadline, whatever the other side does.
  virtual Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) = 0;
};

}  // namespace workspace_exporter
