#pragma once

#include <string>

#include "auth/token_provider.h"
#include "base/result.h"
#include "base/secret.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Who signs in to IAM, and for what.
struct IamUser {
  std::string domain;      ///< the account's name
  std::string user;        ///< the IAM user's name
  std::string project_id;  ///< what the token is for
};

/// POST /v3/auth/tokens by password, without the catalogue (IAM API, "Obtaining a User Token Through Password").
HttpRequest PasswordSignIn(const IamUser& user, const Secret& password);

/// The token of a 201: X-Subject-Token, and token.expires_at of the body. An answer without them is kMalformed, any
/// other status the error it stands for.
Result<TokenPtr> ReadSignInAnswer(const HttpResponse& response, WallTime now);

}  // namespace workspace_exporter
