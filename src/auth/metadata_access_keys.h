#pragma once

#include "auth/access_key.h"
#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Asks the metadata service of an ECS, http://169.254.169.254, for the temporary key of the agency that is bound to
/// the server: GET /openstack/latest/securitykey (ECS User Guide, "Obtaining Metadata"). With a token of IMDSv2 where
/// there is such, as metadata_accessor.go of huaweicloud-sdk-go-v3 does it.
class MetadataKeySource final {
 public:
  MetadataKeySource(HttpTransport& metadata, const Clock& clock) : metadata_(metadata), clock_(clock) {}

  /// Errors: kAuth where no agency is bound or the request is refused, kMalformed where the answer is no key, and those
  /// of the transport. For RenewingAccessKeys, which calls it once at a time: not thread-safe.
  Result<AccessKey> Fetch(Deadline deadline);

 private:
  Result<HttpResponse> AskForKey(Deadline deadline);
  Result<Done> RenewToken(Deadline deadline);

  HttpTransport& metadata_;
  const Clock& clock_;
  Secret token_;  // empty with IMDSv1
  SteadyTime token_until_ = {};
};

}  // namespace workspace_exporter
