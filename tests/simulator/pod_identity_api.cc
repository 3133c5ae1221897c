#include "simulator/pod_identity_api.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "simulator/error_bodies.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::int64_t kPodKeyLifetime = 21'600;

bool HasEmptyObject(const Request& request) {
  return nlohmann::json::parse(request.body, nullptr, false) == nlohmann::json::object();
}

}  // namespace

// No page of the vendor has the agent's errors: these have the shape and codes of CCE.
Response PodIdentityApi::Credentials(const Request& request, std::string_view request_id) {
  const Settings settings = worlds_.settings();
  const std::string* token = Find(request.headers, "authorization");
  if (token == nullptr ||
      std::ranges::find(settings.pod_identity_tokens, *token) == settings.pod_identity_tokens.end()) {
    return MakeError(401, "CCE.01401001", "Invalid service account token.", request_id, "d");
  }
  if (!HasEmptyObject(request)) return MakeError(400, "CCE.01400001", "Invalid request body.", request_id, "d");
  const TemporaryKey issued = keys_.Issue(worlds_.clock().Now(), kPodKeyLifetime, settings);
  const nlohmann::json body = {{"assumedAgency", {{"urn", settings.agency_name}, {"id", settings.agency_name}}},
                               {"audience", "cce-pod-identity"},
                               {"credentials",
                                {{"accessKeyId", issued.key.id},
                                 {"secretAccessKey", issued.key.secret},
                                 {"securityToken", issued.key.security_token},
                                 {"expiration", FormatUtc(issued.expires, true)}}},
                               {"podIdentityAssociationId", "6f1b2c3d-4e5f-4061-8273-94a5b6c7d8e9"},
                               {"subject", {{"namespace", "monitoring"}, {"serviceAccount", "workspace-exporter"}}}};
  return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

}  // namespace workspace_exporter::simulator
