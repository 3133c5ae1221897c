#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "http/transport.h"

namespace workspace_exporter {

/// A request as a handler sees it.
struct WebRequest {
  std::string method;                                           ///< as it stands there, such as HEAD
  std::string path;                                             ///< see RequestTarget
  std::vector<std::pair<std::string, std::string>> query = {};  ///< decoded, in the order of the wire
  HttpHeaders headers = {};
  std::string peer = {};  ///< address of the client, without its port
};

struct WebResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  HttpHeaders headers = {};
  std::string body = {};
};

/// Called from many threads at once. HEAD is answered as GET would be; the body is then left out.
using WebHandler = std::function<WebResponse(const WebRequest&)>;

}  // namespace workspace_exporter
