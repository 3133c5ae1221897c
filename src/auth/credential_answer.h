#pragma once

#include <string>

#include "auth/credential.h"
#include "base/result.h"

namespace workspace_exporter {

/// How an answer names a temporary key and its parts.
struct CredentialNames {
  const char* object;
  const char* id;
  const char* secret;
  const char* security_token;
  const char* expires_at;
};

/// IAM ("Obtaining a Temporary Access Key and Security Token Through an Agency") and an ECS's metadata.
inline constexpr CredentialNames kOfIam = {"credential", "access", "secret", "securitytoken", "expires_at"};
/// CCE ("Obtaining the Agency Credential for a Pod Identity Association").
inline constexpr CredentialNames kOfPodIdentity = {"credentials", "accessKeyId", "secretAccessKey", "securityToken",
                                                   "expiration"};

/// STS (AssumeAgency).
inline constexpr CredentialNames kOfSts = {"credentials", "access_key_id", "secret_access_key", "security_token",
                                           "expiration"};

/// The temporary key in an answer. kMalformed where a part of it is missing; the message never shows the others. The
/// body is wiped.
Result<AccessKey> ReadCredential(std::string body, const CredentialNames& names = kOfIam);

}  // namespace workspace_exporter
