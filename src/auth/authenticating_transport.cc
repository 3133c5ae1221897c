#include "auth/authenticating_transport.h"

#include <string>
#include <utility>

namespace workspace_exporter {

Result<HttpResponse> AuthenticatingTransport::Send(const HttpRequest& request, Deadline deadline) {
  Result<TokenPtr> token = tokens_.Get(deadline);
  if (!token) return std::move(token).error();
  Result<HttpResponse> response = SendWith(*token, request, deadline);
  if (!response || response->status != 401) return response;
  token = tokens_.Renew(*token, deadline);
  if (!token) return std::move(token).error();
  return SendWith(*token, request, deadline);
}

Result<HttpResponse> AuthenticatingTransport::SendWith(const TokenPtr& token, const HttpRequest& request,
                                                       Deadline deadline) {
  HttpRequest signed_in = request;
  signed_in.headers.emplace_back("X-Auth-Token", token->value.Reveal());
  Result<HttpResponse> response = inner_.Send(signed_in, deadline);
  Wipe(signed_in);
  return response;
}

}  // namespace workspace_exporter
