#include "simulator/sts_api.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include <nlohmann/json.hpp>

#include "simulator/error_bodies.h"

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

// Seconds.
constexpr std::int64_t kShortestSession = 900;
constexpr std::int64_t kLongestSession = 43'200;
constexpr std::int64_t kUsualSession = 3600;
/// With a temporary key, which is one of a chain of agencies.
constexpr std::int64_t kLongestChainedSession = 3600;

constexpr std::string_view kSessionKeys[] = {
    "duration_seconds", "external_id", "policy",          "policy_ids", "agency_urn",          "agency_session_name",
    "serial_number",    "token_code",  "source_identity", "tags",       "transitive_tag_keys", "provided_contexts"};

struct SessionRequest {
  std::string urn;
  std::string name;
  std::string external_id;
  std::int64_t seconds = kUsualSession;
};

bool IsName(std::string_view text, std::size_t at_most, std::string_view more) {
  return text.size() >= 2 && text.size() <= at_most && std::ranges::all_of(text, [more](char letter) {
           return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                  (letter >= 'a' && letter <= 'z') || more.find(letter) != std::string_view::npos;
         });
}

/// Nothing where the body is not as documented.
std::optional<SessionRequest> ParseSession(const std::string& body) {
  try {
    const json parsed = json::parse(body);
    for (const auto& item : parsed.items()) {
      if (std::ranges::find(kSessionKeys, item.key()) == std::end(kSessionKeys)) return std::nullopt;
    }
    SessionRequest session{.urn = parsed.at("agency_urn").get<std::string>(),
                           .name = parsed.at("agency_session_name").get<std::string>(),
                           .external_id = ""};
    if (!IsName(session.name, 128, "_+=,.@-")) return std::nullopt;
    if (parsed.contains("external_id")) {
      session.external_id = parsed.at("external_id").get<std::string>();
      if (!IsName(session.external_id, 1224, "_+=,.@:/-")) return std::nullopt;
    }
    if (parsed.contains("duration_seconds")) {
      if (!parsed.at("duration_seconds").is_number_integer()) return std::nullopt;
      session.seconds = parsed.at("duration_seconds").get<std::int64_t>();
    }
    if (session.seconds < kShortestSession || session.seconds > kLongestSession) return std::nullopt;
    return session;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::string AgencyUrn(const Settings& settings) {
  return "iam::" + settings.agency_domain_id + ":agency:" + settings.agency_name;
}

/// Why the caller may not; nothing where it may.
std::optional<std::string> WhyDenied(const SessionRequest& session, const Settings& settings) {
  if (settings.agency_kind == AgencyKind::kAgency) return "the agency '" + session.urn + "' is not a trust agency";
  if (settings.agency_external_id != session.external_id) {
    return "not authorized to perform sts:agencies:assume on resource " + session.urn;
  }
  return std::nullopt;
}

json SessionBody(const SessionRequest& session, const TemporaryKey& issued, const Settings& settings) {
  return {
      {"source_identity", ""},
      {"assumed_agency",
       {{"urn", "sts::" + settings.agency_domain_id + ":assumed-agency:" + settings.agency_name + "/" + session.name},
        {"id", "a1b2c3d4e5f60718293a4b5c6d7e8f90:" + session.name}}},
      {"credentials",
       {{"access_key_id", issued.key.id},
        {"secret_access_key", issued.key.secret},
        {"security_token", issued.key.security_token},
        {"expiration", FormatUtc(issued.expires)}}}};
}

}  // namespace

// STS5.1106 and its words are the reference's; the other codes are not from a real answer.
Answer StsApi::AssumeAgency(const Request& request, std::string_view request_id) {
  if (!IsSigned(request)) {
    return {.response =
                MakeError(401, "APIGW.0301", "Incorrect IAM authentication information: no signature", request_id)};
  }
  if (Caller caller = gatekeeper_.Admit(request, request_id); caller.refusal) {
    return {.response = std::move(*caller.refusal)};
  }
  const std::optional<SessionRequest> session = ParseSession(request.body);
  if (!session) return {.response = MakeError(400, "STS5.1001", "the request body is invalid", request_id)};
  if (Find(request.headers, "x-security-token") != nullptr && session->seconds > kLongestChainedSession) {
    return {.response =
                MakeError(400, "STS5.1002", "duration_seconds is above 3600 in a chain of agencies", request_id)};
  }
  const Settings settings = worlds_.settings();
  if (session->urn != AgencyUrn(settings)) {
    return {.response = MakeError(404, "STS5.1106", "the agency '" + session->urn + "' cannot be found", request_id)};
  }
  if (const std::optional<std::string> denied = WhyDenied(*session, settings)) {
    return {.response = MakeError(403, "STS5.1101", *denied, request_id, "denied")};
  }
  const TemporaryKey issued = keys_.Issue(worlds_.clock().Now(), session->seconds, settings);
  return {.response = {.status = 200,
                       .headers = {{"Content-Type", "application/json"}},
                       .body = SessionBody(*session, issued, settings).dump()}};
}

}  // namespace workspace_exporter::simulator
