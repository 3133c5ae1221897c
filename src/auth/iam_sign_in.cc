#include "auth/iam_sign_in.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "auth/credential_exchange.h"
#include "auth/json_answer.h"
#include "base/iso_time.h"
#include "base/quoted_text.h"
#include "http/error_answer.h"

namespace workspace_exporter {

using nlohmann::json;

namespace {

std::string Quoted(std::string_view text) { return json(text).dump(-1, ' ', false, json::error_handler_t::replace); }

std::string SignInBody(const IamUser& user, const Secret& password) {
  const std::string before = fmt::format(
      R"({{"auth":{{"scope":{{"project":{{"id":{}}}}},"identity":{{"methods":["password"],"password":{{"user":{{)"
      R"("name":{},"domain":{{"name":{}}},"password":)",
      Quoted(user.project_id), Quoted(user.user), Quoted(user.domain));
  return AroundQuoted(before, password.Reveal(), "}}}}}");
}

}  // namespace

HttpRequest PasswordSignIn(const IamUser& user, const Secret& password) {
  return {.method = "POST",
          .target = "/v3/auth/tokens?nocatalog=true",
          .headers = {{"Content-Type", "application/json;charset=utf8"}},
          .body = SignInBody(user, password)};
}

Result<Token> SignInByPassword(HttpTransport& iam, const IamUser& user, const Secret& password, const Clock& clock,
                               Deadline deadline) {
  const auto read = [&clock](const HttpResponse& response) { return ReadSignInAnswer(response, clock.Now()); };
  return ExchangeForCredential(iam, PasswordSignIn(user, password), deadline, read);
}

Result<Secret> ReadSubjectToken(const HttpResponse& response, WallTime now) {
  if (response.status != 201) return ErrorFromAnswer(response, now);
  const std::string_view token = FindHeader(response.headers, "X-Subject-Token");
  if (token.empty()) return Error{ErrorKind::kMalformed, "the sign-in was answered without X-Subject-Token"};
  return Secret(token);
}

Result<Token> ReadSignInAnswer(const HttpResponse& response, WallTime now) {
  Result<Secret> token = ReadSubjectToken(response, now);
  if (!token) return std::move(token).error();
  const json body = ParseAnswer(response.body);
  const json::json_pointer place("/token/expires_at");
  std::optional<WallTime> expires_at;
  if (body.is_object() && body.contains(place) && body[place].is_string()) {
    expires_at = ParseIsoTime(body[place].get<std::string>());
  }
  if (!expires_at) return Error{ErrorKind::kMalformed, "the sign-in was answered without a time of expiry"};
  if (*expires_at <= now) expires_at.reset();
  return Token{*std::move(token), expires_at};
}

}  // namespace workspace_exporter
