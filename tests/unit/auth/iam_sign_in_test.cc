#include "auth/iam_sign_in.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/iso_time.h"

namespace workspace_exporter {
namespace {

TEST_CASE("the request is the documented one") {
  const HttpRequest request = PasswordSignIn({"account", "user \"x\"", "p1"}, Secret("pass\\word"));
  CHECK(request.method == "POST");
  CHECK(request.target == "/v3/auth/tokens?nocatalog=true");
  CHECK(FindHeader(request.headers, "Content-Type") == "application/json;charset=utf8");
  CHECK(nlohmann::json::parse(request.body) == nlohmann::json::parse(R"({"auth":{
      "identity":{"methods":["password"],"password":{"user":{"name":"user \"x\"","password":"pass\\word",
                                                             "domain":{"name":"account"}}}},
      "scope":{"project":{"id":"p1"}}}})"));
}

TEST_CASE("the token comes from the header, its expiry from the body") {
  const Result<Token> token = ReadSignInAnswer({.status = 201,
                                                .headers = {{"x-subject-token", "MII"}},
                                                .body = R"({"token":{"expires_at":"2024-02-28T03:47:51.182000Z"}})"},
                                               WallTime());
  REQUIRE(token);
  CHECK(token->value.Reveal() == "MII");
  CHECK(token->expires_at == ParseIsoTime("2024-02-28T03:47:51.182Z"));
}

TEST_CASE(
    "a token that has expired when it comes says that our clock is wrong, and serves for as long as IAM takes it") {
  const Result<Token> token = ReadSignInAnswer({.status = 201,
                                                .headers = {{"X-Subject-Token", "MII"}},
                                                .body = R"({"token":{"expires_at":"2024-02-28T03:47:51Z"}})"},
                                               *ParseIsoTime("2024-02-28T03:47:51Z"));
  REQUIRE(token);
  CHECK_FALSE(token->expires_at);
}

TEST_CASE("an answer without a token, or without its expiry, is malformed; a refusal is what it is") {
  const auto kind = [](const HttpResponse& response) { return ReadSignInAnswer(response, WallTime()).error().kind; };
  CHECK(kind({.status = 201, .body = R"({"token":{"expires_at":"2024-02-28T03:47:51Z"}})"}) == ErrorKind::kMalformed);
  for (const char* body :
       {"", "[]", "{}", R"({"token":[]})", R"({"token":{"expires_at":7}})", R"({"token":{"expires_at":"x"}})"}) {
    CHECK(kind({.status = 201, .headers = {{"X-Subject-Token", "t"}}, .body = body}) == ErrorKind::kMalformed);
  }
  CHECK(kind({.status = 401}) == ErrorKind::kAuth);
  CHECK(kind({.status = 503}) == ErrorKind::kServer);
}

}  // namespace
}  // namespace workspace_exporter
