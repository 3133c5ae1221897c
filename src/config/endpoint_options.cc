#include "config/endpoint_options.h"

#include <fmt/format.h>

#include "config/identity_name.h"
#include "config/regions.h"
#include "config/setting_reader.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

std::string UnknownRegion(std::string_view region) {
  const std::vector<std::string> names = RegionNames();
  const std::string hint = DidYouMean(region, names, "");
  if (!hint.empty()) return fmt::format("'{}' is not a region that is known here{}", region, hint);
  return fmt::format("'{}' is none of {}; for another region give endpoint and iam_endpoint", region,
                     fmt::join(names, ", "));
}

/// What IAM is asked for; empty where it is not.
std::string_view NeedOfIam(const SettingReader& settings, const ProjectOptions& project) {
  if (project.sign_in.method == SignInOptions::Method::kPassword) return "a password sign-in";
  if (project.sign_in.method == SignInOptions::Method::kOidc) return "auth=oidc";
  if (project.sign_in.agency) return "an agency";
  return SignsByKeys(project.sign_in) && !settings.IsSet("project_id") ? "a look-up of the project" : "";
}

}  // namespace

void ReadEndpoints(SettingReader& settings, bool allow_plain_http, ProjectOptions& project) {
  const auto check_url = [&](std::string_view url) { return CheckBaseUrl(url, allow_plain_http); };
  project.region = settings.Text("region");
  settings.Read("endpoint", project.endpoint, check_url);
  settings.Read("iam_endpoint", project.iam_endpoint, check_url);

  const std::string_view iam_is_for = NeedOfIam(settings, project);
  const bool no_endpoint = !settings.IsSet("endpoint");
  const bool no_iam_endpoint = !iam_is_for.empty() && !settings.IsSet("iam_endpoint");
  if (IsByUrn(project.sign_in)) {
    project.sts_endpoint = settings.IsSet("iam_endpoint") ? project.iam_endpoint : StsOf(project.region);
  }
  if (project.region.empty()) {
    if (no_endpoint) settings.Fail("region", "give a region, or the API's base URL as endpoint");
    if (no_iam_endpoint && !no_endpoint)
      settings.Fail("iam_endpoint", fmt::format("{} needs it where no region is given", iam_is_for));
    return;
  }
  const std::optional<Origin> workspace = WorkspaceOf(project.region);
  const std::optional<Origin> iam = IamOf(project.region);
  if ((no_endpoint && !workspace) || (no_iam_endpoint && !iam)) {
    settings.Fail("region", UnknownRegion(project.region));
    return;
  }
  if (no_endpoint) project.endpoint = *workspace;
  if (!settings.IsSet("iam_endpoint")) project.iam_endpoint = iam;
}

}  // namespace workspace_exporter
