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

/// Of assume_role or token; throws a JSON exception for a wrong type.
bool ReadDuration(const json& method, std::int64_t& seconds) {
  if (method.contains("duration_seconds")) {
    if (!method.at("duration_seconds").is_number_integer()) return false;
    seconds = method.at("duration_seconds").get<std::int64_t>();
  }
  return seconds >= kShortestKeyLife && seconds <= kLongestKeyLife;
}

struct KeysOfToken {
  std::string token;
  std::int64_t seconds = kShortestKeyLife;
};

/// Nothing where the body is not of the method token, as documented.
std::optional<KeysOfToken> ParseKeysOfToken(const std::string& body) {
  try {
    const json identity = json::parse(body).at("auth").at("identity");
    if (identity.at("methods").get<std::vector<std::string>>() != std::vector<std::string>{"token"}) return {};
    KeysOfToken parsed{.token = identity.at("token").at("id").get<std::string>()};
    if (!ReadDuration(identity.at("token"), parsed.seconds)) return {};
    return parsed;
  } catch (const json::exception&) {
    return {};
  }
}

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
    if (!ReadDuration(role, parsed.seconds)) return {};
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

Answer IamApi::Federate(const Request& request) {
  return {.response = iam_.Federate(request, worlds_.clock().Now(), worlds_.settings())};
}

Answer IamApi::ListProjects(const Request& request, std::string_view request_id) const {
  Caller caller = gatekeeper_.Admit(request, request_id);
  const int generation = caller.token.generation;
  if (caller.refusal) return {.response = std::move(*caller.refusal), .token_generation = generation};
  return {.response = iam_.ListProjects(Find(request.parameters, "name"), worlds_.settings()),
          .token_generation = generation};
}

// The token in the body is all that the vendor's SDKs send with the method token.
Answer IamApi::MakeKeys(const Request& request, std::string_view request_id) {
  const std::optional<KeysOfToken> wanted = ParseKeysOfToken(request.body);
  if (!wanted) return AssumeAgency(request, request_id);
  const EpochMs now = worlds_.clock().Now();
  const TokenState token = iam_.Check(wanted->token, now);
  if (token.kind != TokenState::kValid) {
    return {.response = MakeIamError(401, "The token is invalid or has expired."),
            .token_generation = token.generation};
  }
  return {.response = CredentialAnswer(keys_.Issue(now, wanted->seconds, worlds_.settings())),
          .token_generation = token.generation};
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
  if (settings.agency_kind == AgencyKind::kTrust) {
    return answer(
        MakeIamError(403, "The agency " + wanted->agency + " is a trust agency, which STS alone can assume."));
  }
  return answer(CredentialAnswer(keys_.Issue(worlds_.clock().Now(), wanted->seconds, settings)));
}

}  // namespace workspace_exporter::simulator
