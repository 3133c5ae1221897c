#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace workspace_exporter::simulator {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;
  std::string path;   ///< as sent, without the query
  std::string query;  ///< as sent
  Fields parameters;  ///< of the query, decoded
  Fields headers;     ///< names in lower case
  std::string body;
  std::string client;  ///< the address it came from
  bool keep_alive = true;
};

struct Response {
  int status = 200;
  Fields headers;  ///< Content-Length is the delivery's
  std::string body;
};

/// The value of the first field of that name; nullptr where there is none.
const std::string* Find(const Fields& fields, std::string_view name);

/// The head of a request, up to and including the empty line. False where it is no HTTP/1.x.
bool ParseHead(std::string_view head, Request& request);

/// Percent escapes decoded; what is no escape stays. With `plus`, + is a space.
std::string PercentDecode(std::string_view text, bool plus);

std::string_view ReasonPhrase(int status);

}  // namespace workspace_exporter::simulator
