#include "auth/federated_sign_in.h"

#include <utility>

#include <fmt/format.h>

#include "auth/credential_exchange.h"
#include "auth/iam_sign_in.h"
#include "base/quoted_text.h"

namespace workspace_exporter {
namespace {

constexpr const char* kJson = "application/json;charset=utf8";

HttpRequest GiveIdToken(const Federation& federation, const Secret& id_token) {
  return {.method = "POST",
          .target = "/v3.0/OS-AUTH/id-token/tokens",
          .headers = {{"Content-Type", kJson}, {"X-Idp-Id", federation.idp_id}},
          .body = AroundQuoted(R"({"auth":{"id_token":{"id":)", id_token.Reveal(), "}}}")};
}

HttpRequest AskForProjectToken(const Federation& federation, const Secret& unscoped) {
  const std::string project = AroundQuoted("", federation.project_id, "");
  const std::string before = fmt::format(
      R"({{"auth":{{"scope":{{"project":{{"id":{}}}}},"identity":{{"methods":["token"],"token":{{"id":)", project);
  return {.method = "POST",
          .target = "/v3/auth/tokens?nocatalog=true",
          .headers = {{"Content-Type", kJson}},
          .body = AroundQuoted(before, unscoped.Reveal(), "}}}}")};
}

}  // namespace

Result<Token> SignInByIdToken(HttpTransport& iam, const Federation& federation, const Secret& id_token,
                              const Clock& clock, Deadline deadline) {
  const Milliseconds time = deadline.Remaining(clock);
  Result<Secret> unscoped =
      ExchangeForCredential(iam, GiveIdToken(federation, id_token), deadline,
                            [&](const HttpResponse& response) { return ReadSubjectToken(response, clock.Now()); });
  if (!unscoped) return std::move(unscoped).error().Within(kGivingIdToken);
  if (time != Milliseconds::max()) deadline = Deadline::In(clock, time);
  Result<Token> token =
      ExchangeForCredential(iam, AskForProjectToken(federation, *unscoped), deadline,
                            [&](const HttpResponse& response) { return ReadSignInAnswer(response, clock.Now()); });
  if (!token) return std::move(token).error().Within(kAskingProjectToken);
  return token;
}

}  // namespace workspace_exporter
