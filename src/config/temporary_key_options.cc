#include "config/temporary_key_options.h"

#include <utility>

#include <re2/re2.h>

#include "config/identity_name.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

constexpr const char* kMetadataHost = "169.254.169.254";

Checked<Origin> CheckMetadataEndpoint(std::string_view url, bool allow_plain_http) {
  Result<Origin> origin = ParseOrigin(url);
  if (!origin) return {.problem = origin.error().message};
  if (!origin->path_prefix.empty()) return {.problem = "must not hold a path"};
  if (!origin->tls && !allow_plain_http && origin->host != kMetadataHost && !IsLoopback(*origin)) {
    return {.problem =
                "http is for 169.254.169.254 and loopback addresses; use https, or allow it with "
                "--allow_plain_http"};
  }
  return {.value = *std::move(origin)};
}

/// What IAM accepts as duration_seconds of temporary keys: 900 to 86400.
Checked<Milliseconds> ParseAgencyDuration(std::string_view text) {
  return ParseSpan(text, std::chrono::minutes(15), std::chrono::hours(24));
}

// As huaweicloudsdksts (3.1.219) has agency_urn, external_id and duration_seconds of AssumeAgency.

Checked<std::string> CheckUrn(std::string_view text) {
  static const RE2 kUrn(R"([\w+/=-]+:[\w+/=*-]{0,255}:[\w+/=-]{1,64}:[\w+/=-]{1,64}:[^\p{Cc}]+)");
  constexpr std::size_t kMostBytes = 1500;
  if (text.size() <= kMostBytes && RE2::FullMatch(re2::StringPiece(text.data(), text.size()), kUrn)) {
    return {.value = std::string(text)};
  }
  return {.problem = "not a URN such as iam::ACCOUNT_ID:agency:NAME"};
}

Checked<std::string> CheckExternalId(std::string_view text) {
  static const RE2 kExternalId(R"([\w+=,.@:/-]*)");
  constexpr std::size_t kMostBytes = 1224;
  if (text.size() >= 2 && text.size() <= kMostBytes &&
      RE2::FullMatch(re2::StringPiece(text.data(), text.size()), kExternalId)) {
    return {.value = std::string(text)};
  }
  return {.problem = "not 2 to 1224 letters, digits and _+=,.@:/-"};
}

/// Those in a credentials file may be; STS tells.
bool AreTemporary(const SignInOptions& keys) {
  return keys.method != SignInOptions::Method::kAccessKey || !keys.security_token_file.empty() ||
         !keys.security_token_variable.empty();
}

void CheckDurationByUrn(SettingReader& settings, const SignInOptions& options, Milliseconds duration) {
  if (duration > std::chrono::hours(12)) {
    settings.Fail("agency_duration", "with agency_urn, 12h is the longest that STS accepts");
  } else if (duration > std::chrono::hours(1) && SignsByKeys(options) && AreTemporary(options)) {
    settings.Fail("agency_duration", "an agency that is assumed by temporary keys with agency_urn is given 1h at most");
  }
}

/// Whether the settings name an agency in one way, and that completely.
bool NamesOneAgency(SettingReader& settings) {
  const bool has_name = settings.IsSet("agency_name");
  const bool has_domain = settings.IsSet("agency_domain_name");
  const bool has_urn = settings.IsSet("agency_urn");
  if (has_urn && (has_name || has_domain)) {
    return settings.Fail("agency_urn",
                         "names an agency, as agency_name and agency_domain_name do; give the one or the others");
  }
  if (settings.IsSet("agency_external_id") && !has_urn) {
    settings.Fail("agency_external_id", "it is for an agency that agency_urn names");
  }
  if (has_name && !has_domain) {
    settings.Fail("agency_domain_name", "agency_name needs the name of the account that it belongs to");
  }
  if (has_domain && !has_name) settings.Fail("agency_name", "agency_domain_name needs the name of an agency");
  return has_name || has_domain || has_urn;
}

}  // namespace

void ReadMetadataEndpoint(SettingReader& settings, const SettingContext& context, SignInOptions& options) {
  Origin endpoint = {.tls = false, .host = kMetadataHost, .port = 80};
  settings.Read("metadata_endpoint", endpoint,
                [&](std::string_view url) { return CheckMetadataEndpoint(url, context.allow_plain_http); });
  if (options.method == SignInOptions::Method::kMetadata) options.metadata_endpoint = std::move(endpoint);
}

void ReadAgency(SettingReader& settings, bool method_is_known, SignInOptions& options) {
  AgencyOptions agency;
  settings.Read("agency_name", agency.name, CheckName);
  settings.Read("agency_domain_name", agency.domain_name, CheckName);
  settings.Read("agency_urn", agency.urn, CheckUrn);
  settings.Read("agency_external_id", agency.external_id, CheckExternalId);
  settings.Read("agency_duration", agency.duration, ParseAgencyDuration);
  if (!NamesOneAgency(settings)) return;
  if (method_is_known && !SignsByKeys(options)) {
    const auto* const named = settings.IsSet("agency_urn")    ? "agency_urn"
                              : settings.IsSet("agency_name") ? "agency_name"
                                                              : "agency_domain_name";
    settings.Fail(named, "an agency is assumed with auth=aksk, metadata or pod_identity");
  }
  if (settings.IsSet("agency_urn")) CheckDurationByUrn(settings, options, agency.duration);
  options.agency = std::move(agency);
}

}  // namespace workspace_exporter
