#include "auth/agency_access_keys.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "auth/credential_answer.h"
#include "auth/credential_exchange.h"
#include "http/error_answer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

HttpRequest AssumeRole(const AgencyRole& role) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(role.duration).count();
  const json body = {
      {"auth",
       {{"identity",
         {{"methods", {"assume_role"}},
          {"assume_role",
           {{"agency_name", role.agency_name}, {"domain_name", role.domain_name}, {"duration_seconds", seconds}}}}}}}};
  return {.method = "POST",
          .target = "/v3.0/OS-CREDENTIAL/securitytokens",
          .headers = {{"Content-Type", "application/json;charset=utf8"}},
          .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

}  // namespace

Result<AccessKey> FetchAgencyKey(HttpTransport& signed_iam, const AgencyRole& role, const Clock& clock,
                                 Deadline deadline) {
  const auto read = [&clock](HttpResponse& response) -> Result<AccessKey> {
    if (response.status != 201) return ErrorFromAnswer(response, clock.Now());
    return ReadCredential(std::move(response.body));
  };
  Result<AccessKey> key = ExchangeForCredential(signed_iam, AssumeRole(role), deadline, read);
  if (!key) return std::move(key).error().Within(kAskingAgency);
  return key;
}

}  // namespace workspace_exporter
