#include "http/transport.h"

#include <algorithm>

#include "base/ascii_text.h"
#include "base/secret.h"

namespace workspace_exporter {

std::string_view FindHeader(const HttpHeaders& headers, std::string_view name) {
  const auto found =
      std::ranges::find_if(headers, [name](const auto& header) { return EqualsWithoutCase(header.first, name); });
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
