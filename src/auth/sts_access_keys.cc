#include "auth/sts_access_keys.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "auth/credential_answer.h"
#include "auth/credential_exchange.h"
#include "http/error_answer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

HttpRequest AssumeAgency(const AgencyByUrn& agency) {
  // The name of the session is what the audit log shows.
  json body = {{"agency_urn", agency.urn},
               {"agency_session_name", "workspace_exporter"},
               {"duration_seconds", std::chrono::duration_cast<std::chrono::seconds>(agency.duration).count()}};
  if (!agency.external_id.empty()) body["external_id"] = agency.external_id;
  return {.method = "POST",
          .target = "/v5/agencies/assume",
          .headers = {{"Content-Type", "application/json"}},
          .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

}  // namespace

Result<AccessKey> FetchKeyByUrn(HttpTransport& signed_sts, const AgencyByUrn& agency, const Clock& clock,
                                Deadline deadline) {
  const auto read = [&clock](HttpResponse& response) -> Result<AccessKey> {
    if (response.status / 100 != 2) return ErrorFromAnswer(response, clock.Now());
    return ReadCredential(std::move(response.body), kOfSts);
  };
  Result<AccessKey> key = ExchangeForCredential(signed_sts, AssumeAgency(agency), deadline, read);
  if (!key) return std::move(key).error().Within(kAskingSts);
  return key;
}

}  // namespace workspace_exporter
