#pragma once

#include <string>

#include "auth/credential.h"
#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What errors say that STS failed at.
inline constexpr const char* kAskingSts = "asking STS for a key of the agency";

/// Whose rights a temporary key is to have.
struct AgencyByUrn {
  std::string urn = {};                           ///< "iam::ACCOUNT_ID:agency:NAME"
  std::string external_id = {};                   ///< that its trust policy asks for; empty: none
  Milliseconds duration = std::chrono::hours(1);  ///< how long the key lives: 15 minutes to 12 hours
};

/// Asks STS for a key: POST /v5/agencies/assume (AssumeAgency of huaweicloudsdksts). `signed_sts` signs with a key
/// that may assume the agency; nothing else authorises the request. Errors: kAuth where STS refuses, kMalformed where
/// its answer is no key, and those of the transport. For RenewingCredential. Thread-safe.
Result<AccessKey> FetchKeyByUrn(HttpTransport& signed_sts, const AgencyByUrn& agency, const Clock& clock,
                                Deadline deadline);

}  // namespace workspace_exporter
