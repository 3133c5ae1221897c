#pragma once

#include <string>

#include "auth/credential.h"
#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

// What errors say that IAM failed at.
inline constexpr const char* kGivingIdToken = "giving IAM the id token";
inline constexpr const char* kAskingProjectToken = "asking IAM for a token of the project";

/// Whose word IAM takes for who we are, and what for.
struct Federation {
  std::string idp_id;      ///< the identity provider's name in IAM
  std::string project_id;  ///< what the token is for
};

/// Exchanges an OpenID Connect id token for one of the project: POST /v3.0/OS-AUTH/id-token/tokens (IAM API, "Obtaining
/// a Token with an OpenID Connect ID Token"), and with the unscoped token that it answers POST /v3/auth/tokens
/// ("Obtaining a Scoped Token"). The time until the deadline is that of each request. Errors: kAuth where IAM refuses,
/// kRejected where it does not know the provider, kMalformed where an answer holds no token, and those of the
/// transport. For RenewingCredential. Thread-safe.
Result<Token> SignInByIdToken(HttpTransport& iam, const Federation& federation, const Secret& id_token,
                              const Clock& clock, Deadline deadline);

}  // namespace workspace_exporter
