#pragma once

#include <optional>
#include <string>

#include "simulator/settings.h"
#include "simulator/time_style.h"

namespace workspace_exporter::simulator {

/// The body of POST /v3/auth/tokens, by password or with another token.
struct SignInRequest {
  std::string domain = {};
  std::string user = {};
  std::string password = {};
  std::string token = {};    ///< of the method token; else empty
  std::string project = {};  ///< empty: no scope
};
/// Nothing where the body is not as documented.
std::optional<SignInRequest> ParseSignIn(const std::string& body);

/// The body of POST /v3.0/OS-AUTH/id-token/tokens.
struct IdTokenRequest {
  std::string id_token = {};
  std::string project = {};  ///< empty: an unscoped token is wanted
};
/// Nothing where the body is not as documented, or has more.
std::optional<IdTokenRequest> ParseIdTokenRequest(const std::string& body);

/// What an answer tells of a token, beside the token itself.
struct ToldToken {
  std::string method = {};  ///< password, token; mapped: federation
  std::string domain = {};
  std::string user = {};
  std::string idp = {};      ///< of federation; else empty
  std::string project = {};  ///< empty: unscoped
  EpochMs issued = 0;
  EpochMs expires = 0;
};
std::string TokenBody(const ToldToken& token);

/// What is wrong with the id token of that identity provider, in words; empty: nothing. One of the setting `id_tokens`
/// that has the form of a JWT is good until its `exp`.
std::string CheckIdToken(const std::string& id_token, const Settings& settings, EpochMs now);

}  // namespace workspace_exporter::simulator
