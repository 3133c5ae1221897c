#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "http/transport.h"
#include "web/receipt.h"

namespace workspace_exporter {

/// A request as a handler sees it.
struct WebRequest {
  std::string method;                                           ///< as it stands there, such as HEAD
  std::string path;                                             ///< see RequestTarget
  std::vector<std::pair<std::string, std::string>> query = {};  ///< decoded, in the order of the wire
  HttpHeaders headers = {};
  std::string peer = {};                        ///< what its connections are counted together by, see ClientOf
  std::string address = {};                     ///< of the client, whole, without its port; empty: it has gone
  std::weak_ptr<const void> connection = {};    ///< the same for all requests of a connection; expires with it
  std::shared_ptr<const Receipt> receipt = {};  ///< of the answer; null where nobody writes one
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
