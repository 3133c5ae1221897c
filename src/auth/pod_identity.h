#pragma once

#include <string>

#include "auth/credential.h"
#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What errors say that the agent failed at.
inline constexpr const char* kAskingPodIdentity = "asking for a key by pod identity";

/// Asks the agent of CCE's pod identities for a key of the IAM agency that is associated with the pod's service
/// account: POST of {} to `target`, as the SDKs do it (huaweicloud-sdk-go-v3, core/auth/internal, PodIdentityAccessor).
/// `token`: the one that Kubernetes projects for the service account; it is all that authorises the request. Errors:
/// kAuth where it is refused, kMalformed where the answer is no key, and those of the transport. For
/// RenewingCredential. Thread-safe.
Result<AccessKey> FetchPodIdentityKey(HttpTransport& agent, const std::string& target, const Secret& token,
                                      const Clock& clock, Deadline deadline);

}  // namespace workspace_exporter
