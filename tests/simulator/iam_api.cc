#include "simulator/iam_api.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "simulator/error_bodies.h"

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

// Of the keys (as documented: 15 minutes to 24 hours).
constexpr std::int64_t kShortestKeyLife = 900;
constexpr std::int64_t kLongestKeyLife = 86'400;

struct AgencyRequest {
  std::string agency;
  std::string domain;
  std::int64_t seconds = kShortestKeyLife;
};

/// Nothing where the body is not as documented.
std::optional<AgencyRequest> ParseAgencyRequest(const std::string& body) {
  try {
    const json identity = json::parse(body).at("auth").at("identity");
    if (identity.at("methods").get<std::vector<std::string>>() != std::vector<std::string>{"assume_role"}) return {};
    const json& role = identity.at("assume_role");
    AgencyRequest parsed{.agency = role.at("agency_name").get<std::string>(),
                         .domain = role.at("domain_name").get<std::string>()};
    if (role.contains("duration_seconds")) {
      if (!role.at("duration_seconds").is_number_integer()) return {};
      parsed.seconds = role.at("duration_seconds").get<std::int64_t>();
    }
    if (parsed.seconds < kShortestKeyLife || parsed.seconds > kLongestKeyLife) return {};
    return parsed;
  } catch (const json::exception&) {
    return {};
  }
}

Response CredentialAnswer(const TemporaryKey& issued) {
  const json credential = {{"access", issued.key.id},
                           {"secret", issued.key.secret},
                           {"securitytoken", issued.key.security_token},
                           {"expires_at", FormatUtc(issued.expires, true)}};
  return {.status = 201,
          .headers = {{"Content-Type", "application/json; charset=UTF-8"}},
          .body = json{{"credential", credential}}.dump()};
}

}  // namespace

Answer IamApi::SignIn(const Request& request) {
  return {.response = iam_.SignIn(request.body, worlds_.clock().Now(), worlds_.settings())};
}

Answer IamApi::ListProjects(const Request& request, std::string_view request_id) const {
  Caller caller = gatekeeper_.Admit(request, request_id);
  const int generation = caller.token.generation;
  if (caller.refusal) return {.response = std::move(*caller.refusal), .token_generation = generation};
  return {.response = iam_.ListProjects(Find(request.parameters, "name"), worlds_.settings()),
          .token_generation = generation};
}

Answer IamApi::AssumeAgency(const Request& request, std::string_view request_id) {
  Caller caller = gatekeeper_.Admit(request, request_id);
  const auto answer = [&caller](Response response) {
    return Answer{.response = std::move(response), .token_generation = caller.token.generation};
  };
  if (caller.refusal) return answer(std::move(*caller.refusal));
  const std::optional<AgencyRequest> wanted = ParseAgencyRequest(request.body);
  if (!wanted) return answer(MakeIamError(400, "The request body is invalid."));
  const Settings settings = worlds_.settings();
  if (wanted->agency != settings.agency_name || wanted->domain != settings.agency_domain_name) {
    return answer(MakeIamError(403, "You are not authorized to perform the requested action."));
  }
  const std::int64_t forced = settings.temporary_key_lifetime_seconds;
  return answer(CredentialAnswer(keys_.Issue(worlds_.clock().Now(), forced > 0 ? forced : wanted->seconds)));
}

}  // namespace workspace_exporter::simulator
