#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "http/transport.h"

namespace workspace_exporter {

/// A request as a handler sees it.
struct WebRequest {
  std::string method;                                           ///< GET or HEAD
  std::string path;                                             ///< decoded, without the query
  std::vector<std::pair<std::string, std::string>> query = {};  ///< decoded
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
