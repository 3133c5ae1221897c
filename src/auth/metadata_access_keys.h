#pragma once

#include <optional>

#include "auth/credential.h"
#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What errors say that the metadata service failed at.
inline constexpr const char* kAskingMetadata = "asking the metadata service for a key";

/// Asks the metadata service of an ECS, http://169.254.169.254, for the temporary key of the agency that is bound to
/// the server: GET /openstack/latest/securitykey (ECS User Guide, "Obtaining Metadata"). With a token of IMDSv2 where
/// one is to be had: PUT /meta-data/latest/api/token, as metadata_accessor.go of huaweicloud-sdk-go-v3 does it; else
/// without one, which is version 1. The service may have no tokens (404, 405, 501, 503), and the PUT or its answer may
/// be lost on the way: in a container, where its answers may go one hop only, and behind what lets GET alone pass. That
/// version 1 works is remembered for a day, as the SDKs do, or until the service wants a token.
class MetadataKeySource final {
 public:
  MetadataKeySource(HttpTransport& metadata, const Clock& clock) : metadata_(metadata), clock_(clock) {}

  /// The time until the deadline is that of each request: a token that is lost on the way takes none of the key's.
  /// Errors: kAuth where no agency is bound or the request is refused, kMalformed where the answer is no key, and those
  /// of the transport. Where there was no token, and it does not go without, the error is that of the token. For
  /// RenewingCredential, which calls it once at a time: not thread-safe.
  Result<AccessKey> Fetch(Deadline deadline);

 private:
  Result<HttpResponse> AskForKey(Milliseconds time);
  Result<Done> RenewToken(Milliseconds time);

  HttpTransport& metadata_;
  const Clock& clock_;
  Secret token_;                      // empty with version 1
  SteadyTime ask_for_token_at_ = {};  // what is known of the token holds until then
};

}  // namespace workspace_exporter
