#include "web/web_gate.h"

#include <algorithm>
#include <utility>

#include "web/router.h"

namespace workspace_exporter {

WebGate::WebGate(std::shared_ptr<const PasswordVerifier> verifier, std::vector<std::string> open_paths,
                 const Clock& clock)
    : open_paths_(std::move(open_paths)),
      clock_(clock),
      authenticator_(std::move(verifier)),
      terms_(std::make_shared<const Terms>(Terms{.limiter = std::make_shared<RateLimiter>(RateLimit(), clock)})) {}

void WebGate::Use(HttpHeaders headers, PasswordHashes users, RateLimit limit) {
  authenticator_.Use(std::move(users));
  const std::lock_guard lock(mutex_);
  // What was spent of a limit that stays is not given back.
  auto limiter = terms_->limiter->limit() == limit ? terms_->limiter : std::make_shared<RateLimiter>(limit, clock_);
  terms_ = std::make_shared<const Terms>(Terms{.headers = std::move(headers), .limiter = std::move(limiter)});
}

WebResponse WebGate::Answer(const WebRequest& request, const WebHandler& handler) {
  std::shared_ptr<const Terms> terms;
  {
    const std::lock_guard lock(mutex_);
    terms = terms_;
  }
  const auto answer = [&] {
    if (std::ranges::find(open_paths_, request.path) != open_paths_.end()) return handler(request);
    return terms->limiter->Allows() ? AnswerToUser(request, handler) : PlainAnswer(429, "Too Many Requests");
  };
  WebResponse response = answer();
  response.headers.insert(response.headers.end(), terms->headers.begin(), terms->headers.end());
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
