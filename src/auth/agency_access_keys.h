#pragma once

#include <string>

#include "auth/credential.h"
#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What errors say that IAM failed at.
inline constexpr const char* kAskingAgency = "asking IAM for a key of the agency";

/// Whose rights a temporary key is to have.
struct AgencyRole {
  std::string agency_name = {};
  std::string domain_name = {};                   ///< the account that delegates, to which the agency belongs
  Milliseconds duration = std::chrono::hours(1);  ///< how long the key lives: 15 minutes to 24 hours
};

/// Asks IAM for a key: POST /v3.0/OS-CREDENTIAL/securitytokens (IAM API, "Obtaining a Temporary Access Key and Security
/// Token Through an Agency"). `signed_iam` signs with a key that may switch to the agency; nothing else authorises the
/// request. Errors: kAuth where IAM refuses, kMalformed where its answer is no key, and those of the transport. For
/// RenewingCredential. Thread-safe.
Result<AccessKey> FetchAgencyKey(HttpTransport& signed_iam, const AgencyRole& role, const Clock& clock,
                                 Deadline deadline);

}  // namespace workspace_exporter
