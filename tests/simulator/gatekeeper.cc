#include "simulator/gatekeeper.h"

#include "simulator/error_bodies.h"

namespace workspace_exporter::simulator {

Caller Gatekeeper::Admit(const Request& request, std::string_view request_id) const {
  const EpochMs now = clock_.Now();
  const std::string fault = "Incorrect IAM authentication information: ";
  if (IsSigned(request)) {
    const std::string wrong = keys_.Check(request, now);
    if (wrong.empty()) return {};
    return {.refusal = MakeError(401, "APIGW.0301", fault + wrong, request_id)};
  }
  Caller caller;
  if (const std::string* sent = Find(request.headers, "x-auth-token")) caller.token = iam_.Check(*sent, now);
  if (caller.token.kind == TokenState::kMustBeRenewed) {
    caller.refusal = MakeError(401, "APIGW.0307", "The token must be updated.", request_id);
  } else if (caller.token.kind == TokenState::kUnknown) {
    caller.refusal = MakeError(401, "APIGW.0301", fault + "verify token failed", request_id);
  }
  if (caller.token.kind == TokenState::kValid && caller.token.unscoped) {
    caller.refusal = MakeError(401, "APIGW.0301", fault + "the token is unscoped", request_id);
  }
  return caller;
}

}  // namespace workspace_exporter::simulator
