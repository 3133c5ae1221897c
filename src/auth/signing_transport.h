#pragma once

#include <functional>
#include <string>

#include "auth/access_key.h"
#include "http/transport.h"

namespace workspace_exporter {

struct SigningOptions {
  std::string host = {};  ///< the Host header, with the port where it is not the scheme's own
  /// X-Project-Id, which services of a region want; empty: none. Asked for at each request, from any thread.
  std::function<std::string()> project_id = [] { return std::string(); };
  std::string path_prefix = {};  ///< what the transport below puts in front of the target, and the signature covers
};

/// Signs requests with an access key. One that the API refuses (401) is renewed once and, where there is another, the
/// request sent once more. A refusal because our clock is wrong is kAuth and says by how much: another key would not
/// help. Signs at the moment of sending, so nothing that waits belongs between this and the network. Thread-safe.
class SigningTransport final : public HttpTransport {
 public:
  SigningTransport(HttpTransport& inner, AccessKeyProvider& keys, const Clock& clock, SigningOptions options);

  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  Result<HttpResponse> SendWith(const AccessKey& key, const HttpRequest& request, Deadline deadline);

  HttpTransport& inner_;
  AccessKeyProvider& keys_;
  const Clock& clock_;
  const SigningOptions options_;
};

}  // namespace workspace_exporter
