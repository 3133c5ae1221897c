#include "auth/agency_access_keys.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "auth/credential_answer.h"
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
  Result<HttpResponse> response = signed_iam.Send(AssumeRole(role), deadline);
  if (!response) return std::move(response).error().Within(kAskingAgency);
  if (response->status != 201) return ErrorFromAnswer(*response, clock.Now()).Within(kAskingAgency);
  Result<AccessKey> key = ReadCredential(std::move(response->body));
  if (!key) return std::move(key).error().Within(kAskingAgency);
  return key;
}

}  // namespace workspace_exporter
