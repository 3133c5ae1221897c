#include "auth/iam_sign_in.h"

#include <nlohmann/json.hpp>

#include "auth/json_answer.h"
#include "base/iso_time.h"
#include "http/error_answer.h"

namespace workspace_exporter {

using nlohmann::json;

HttpRequest PasswordSignIn(const IamUser& user, const Secret& password) {
  const json body = {
      {"auth",
       {{"identity",
         {{"methods", {"password"}},
          {"password",
           {{"user", {{"name", user.user}, {"password", password.Reveal()}, {"domain", {{"name", user.domain}}}}}}}}},
        {"scope", {{"project", {{"id", user.project_id}}}}}}}};
  return {.method = "POST",
          .target = "/v3/auth/tokens?nocatalog=true",
          .headers = {{"Content-Type", "application/json;charset=utf8"}},
          .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

Result<TokenPtr> ReadSignInAnswer(const HttpResponse& response, WallTime now) {
  if (response.status != 201) return ErrorFromAnswer(response, now);
  const std::string_view token = FindHeader(response.headers, "X-Subject-Token");
  if (token.empty()) return Error{ErrorKind::kMalformed, "the sign-in was answered without X-Subject-Token"};
  const json body = ParseAnswer(response.body);
  const json::json_pointer place("/token/expires_at");
  std::optional<WallTime> expires_at;
  if (body.is_object() && body.contains(place) && body[place].is_string()) {
    expires_at = ParseIsoTime(body[place].get<std::string>());
  }
  if (!expires_at) return Error{ErrorKind::kMalformed, "the sign-in was answered without a time of expiry"};
  return std::make_shared<const Token>(Token{Secret(std::string(token)), expires_at});
}

}  // namespace workspace_exporter
