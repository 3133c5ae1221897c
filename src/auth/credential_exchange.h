#pragma once

#include <utility>

#include "http/transport.h"

namespace workspace_exporter {

/// Sends a request for a credential, and reads the answer by `read`, which returns a Result. What went out and what
/// came may both be secrets: this is the place where they are wiped.
template <typename Read>
auto ExchangeForCredential(HttpTransport& transport, HttpRequest request, Deadline deadline, Read read)
    -> decltype(read(std::declval<HttpResponse&>())) {
  Result<HttpResponse> response = transport.Send(request, deadline);
  Wipe(request);
  if (!response) return std::move(response).error();
  auto found = read(*response);
  Wipe(response->headers);
  Wipe(response->body);
  return found;
}

}  // namespace workspace_exporter
