#include "web/web_gate.h"

#include <algorithm>
#include <utility>

#include "web/router.h"

namespace workspace_exporter {

WebGate::WebGate(const PasswordVerifier& verifier, std::vector<std::string> open_paths)
    : open_paths_(std::move(open_paths)), authenticator_(verifier) {}

void WebGate::Use(HttpHeaders headers, PasswordHashes users) {
  authenticator_.Use(std::move(users));
  const std::lock_guard lock(mutex_);
  headers_ = std::make_shared<const HttpHeaders>(std::move(headers));
}

WebResponse WebGate::Answer(const WebRequest& request, const WebHandler& handler) {
  const bool is_open = std::ranges::find(open_paths_, request.path) != open_paths_.end();
  WebResponse response = is_open ? handler(request) : AnswerToUser(request, handler);
  std::shared_ptr<const HttpHeaders> headers;
  {
    const std::lock_guard lock(mutex_);
    headers = headers_;
  }
  response.headers.insert(response.headers.end(), headers->begin(), headers->end());
  return response;
}

WebResponse WebGate::AnswerToUser(const WebRequest& request, const WebHandler& handler) {
  switch (authenticator_.Check(request.headers, request.peer)) {
    case Authenticator::Verdict::kAllowed: return handler(request);
    case Authenticator::Verdict::kBusy: {
      WebResponse response = PlainAnswer(429, "Too many passwords are being checked");
      response.headers.emplace_back("Retry-After", "1");
      return response;
    }
    case Authenticator::Verdict::kRefused: break;
  }
  WebResponse response = PlainAnswer(401, "Unauthorized");
  response.headers.emplace_back("WWW-Authenticate", R"(Basic realm="exporter", charset="UTF-8")");
  return response;
}

}  // namespace workspace_exporter
