#pragma once

#include "auth/token_provider.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Signs requests in with a token. One that the API refuses (401) is renewed once and the request sent once more; what
/// comes of that is the answer. Thread-safe.
class AuthenticatingTransport final : public HttpTransport {
 public:
  AuthenticatingTransport(HttpTransport& inner, TokenProvider& tokens) : inner_(inner), tokens_(tokens) {}

  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  Result<HttpResponse> SendWith(const TokenPtr& token, const HttpRequest& request, Deadline deadline);

  HttpTransport& inner_;
  TokenProvider& tokens_;
};

}  // namespace workspace_exporter
