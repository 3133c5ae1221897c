#include "auth/authenticating_transport.h"

#include <doctest/doctest.h>

#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

/// Tokens "1", "2" and so on, a new one for each that was refused.
class NumberedTokens final : public TokenProvider {
 public:
  Result<TokenPtr> Get(Deadline /*deadline*/) override { return token_; }
  Result<TokenPtr> Renew(const TokenPtr& /*refused*/, Deadline /*deadline*/) override {
    if (renewals_ == allowed) return Error{ErrorKind::kAuth, "no more"};
    return token_ = Make(++renewals_ + 1);
  }
  std::optional<WallTime> ExpiresAt() const override { return std::nullopt; }
  void TryRefusedAgain() override {}

  int allowed = 100;

 private:
  static TokenPtr Make(int number) {
    return std::make_shared<const Token>(Token{Secret(std::to_string(number)), std::nullopt});
  }

  int renewals_ = 0;
  TokenPtr token_ = Make(1);
};

/// A server that takes only that token.
FakeTransport Taking(const std::string& token) {
  return FakeTransport([token](const HttpRequest& request) -> Result<HttpResponse> {
    return HttpResponse{.status = FindHeader(request.headers, "X-Auth-Token") == token ? 200 : 401};
  });
}

TEST_CASE("a request carries the token at hand") {
  FakeTransport api = Taking("1");
  NumberedTokens tokens;
  CHECK(AuthenticatingTransport(api, tokens).Send({.target = "/x"}, {})->status == 200);
  REQUIRE(api.requests().size() == 1);
  CHECK(api.requests()[0].target == "/x");
}

TEST_CASE("a refused token is renewed once, and the request sent once more") {
  FakeTransport api = Taking("2");
  NumberedTokens tokens;
  CHECK(AuthenticatingTransport(api, tokens).Send({}, {})->status == 200);
  CHECK(api.requests().size() == 2);
}

TEST_CASE("a second refusal is the answer") {
  FakeTransport api = Taking("none");
  NumberedTokens tokens;
  CHECK(AuthenticatingTransport(api, tokens).Send({}, {})->status == 401);
  CHECK(api.requests().size() == 2);
}

TEST_CASE("where there is no other token, the reason is the error") {
  FakeTransport api = Taking("none");
  NumberedTokens tokens;
  tokens.allowed = 0;
  const Result<HttpResponse> response = AuthenticatingTransport(api, tokens).Send({}, {});
  REQUIRE_FALSE(response);
  CHECK(response.error().message == "no more");
  CHECK(api.requests().size() == 1);
}

}  // namespace
}  // namespace workspace_exporter
