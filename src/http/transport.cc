#include "http/transport.h"

#include <algorithm>

#include <strings.h>

#include "base/secret.h"

namespace workspace_exporter {

std::string_view FindHeader(const HttpHeaders& headers, std::string_view name) {
  const auto found = std::ranges::find_if(headers, [name](const auto& header) {
    return header.first.size() == name.size() && strncasecmp(header.first.data(), name.data(), name.size()) == 0;
  });
  return found == headers.end() ? std::string_view() : found->second;
}

void Wipe(HttpHeaders& headers) {
  for (auto& [name, value] : headers) Wipe(value);
}

void Wipe(HttpRequest& request) {
  Wipe(request.headers);
  Wipe(request.body);
}

}  // namespace workspace_exporter
