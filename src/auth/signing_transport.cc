#include "auth/signing_transport.h"

#include <utility>

#include <fmt/format.h>

#include "auth/request_signer.h"
#include "auth/signature_refusal.h"
#include "http/error_answer.h"

namespace workspace_exporter {

SigningTransport::SigningTransport(HttpTransport& inner, AccessKeyProvider& keys, const Clock& clock,
                                   SigningOptions options)
    : inner_(inner), keys_(keys), clock_(clock), options_(std::move(options)) {}

Result<HttpResponse> SigningTransport::Send(const HttpRequest& request, Deadline deadline) {
  Result<AccessKeyPtr> key = keys_.Get(deadline);
  if (!key) return std::move(key).error();
  Result<HttpResponse> response = SendWith(**key, request, deadline);
  if (!response || response->status != 401) return response;
  const AccessKeyPtr refused = *key;
  key = keys_.Renew(refused, deadline);
  if (!key) {
    // What the API said is the cause, and lost if it is not said here.
    Error error = std::move(key).error();
    error.message += fmt::format(" (after {})", ErrorFromAnswer(*response, clock_.Now()).message);
    return error;
  }
  if (*key == refused) return response;
  return SendWith(**key, request, deadline);
}

Result<HttpResponse> SigningTransport::SendWith(const AccessKey& key, const HttpRequest& request, Deadline deadline) {
  HttpRequest complete = request;
  complete.target.insert(0, options_.path_prefix);
  if (std::string id = options_.project_id(); !id.empty()) complete.headers.emplace_back("X-Project-Id", std::move(id));
  complete = Sign(std::move(complete), options_.host, key, clock_.Now());
  complete.target = request.target;
  Result<HttpResponse> response = inner_.Send(complete, deadline);
  Wipe(complete);
  if (!response || response->status != 401) return response;
  RemoveSecurityToken(response->body, key.security_token);
  if (std::optional<Error> wrong_clock = WrongClock(*response, clock_.Now())) return *std::move(wrong_clock);
  return response;
}

}  // namespace workspace_exporter
