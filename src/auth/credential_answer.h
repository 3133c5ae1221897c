#pragma once

#include <string>

#include "auth/credential.h"
#include "base/result.h"

namespace workspace_exporter {

/// The temporary key in the answer of IAM ("Obtaining a Temporary Access Key and Security Token Through an Agency") and
/// of an ECS's metadata: {"credential": {"access", "secret", "securitytoken", "expires_at"}}. kMalformed where one of
/// them is missing; the message never shows the others. The body is wiped.
Result<AccessKey> ReadCredential(std::string body);

}  // namespace workspace_exporter
