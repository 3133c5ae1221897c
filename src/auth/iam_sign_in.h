#pragma once

#include <string>

#include "auth/credential.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What errors say that IAM failed at.
inline constexpr const char* kSigningIn = "signing in";

/// Who signs in to IAM, and for what.
struct IamUser {
  std::string domain;      ///< the account's name
  std::string user;        ///< the IAM user's name
  std::string project_id;  ///< what the token is for
};

/// POST /v3/auth/tokens by password, without the catalogue (IAM API, "Obtaining a User Token Through Password").
HttpRequest PasswordSignIn(const IamUser& user, const Secret& password);
/// Sends it, and reads the answer. Thread-safe.
Result<Token> SignInByPassword(HttpTransport& iam, const IamUser& user, const Secret& password, const Clock& clock,
                               Deadline deadline);

/// The token of a 201, X-Subject-Token. Without it kMalformed, any other status the error it stands for.
Result<Secret> ReadSubjectToken(const HttpResponse& response, WallTime now);
/// The token of a 201, and when it expires: token.expires_at of the body; a time that has passed says that our clock is
/// wrong, and is not known then. An answer without them is kMalformed, any other status the error it stands for.
Result<Token> ReadSignInAnswer(const HttpResponse& response, WallTime now);

}  // namespace workspace_exporter
