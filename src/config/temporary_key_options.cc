#include "config/temporary_key_options.h"

#include <utility>

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
  settings.Read("agency_duration", agency.duration, ParseAgencyDuration);
  const bool has_name = settings.IsSet("agency_name");
  const bool has_domain = settings.IsSet("agency_domain_name");
  if (!has_name && !has_domain) return;
  if (!has_domain) settings.Fail("agency_domain_name", "agency_name needs the name of the account that it belongs to");
  if (!has_name) settings.Fail("agency_name", "agency_domain_name needs the name of an agency");
  if (method_is_known && !SignsByKeys(options)) {
    settings.Fail(has_name ? "agency_name" : "agency_domain_name",
                  "an agency is assumed with auth=aksk, metadata or pod_identity");
  }
  options.agency = std::move(agency);
}

}  // namespace workspace_exporter
