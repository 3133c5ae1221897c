#include "config/sdk_settings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "base/sdk_credentials.h"
#include "config/credentials_file.h"
#include "config/environment.h"
#include "config/files.h"
#include "config/identity_name.h"
#include "config/sdk_regions_file.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kProjectIdVariable = "HUAWEICLOUD_SDK_PROJECT_ID";
constexpr std::string_view kIamEndpointVariable = "HUAWEICLOUD_SDK_IAM_ENDPOINT";
constexpr const char* kSeveral = "several endpoints, of which the exporter asks one: give that as endpoint";

/// As the SDKs' clients take it.
std::string WithScheme(std::string_view url) {
  const bool is_host = !url.empty() && url.find("://") == url.npos;
  return fmt::format("{}{}", is_host ? "https://" : "", url);
}

std::vector<std::string> SplitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.size(), text.find(','));
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return parts;
}

/// Hands on what is found, of which the first holds where no setting was given.
class SdkSettings final {
 public:
  SdkSettings(SettingReader& settings, const SettingContext& context, ProjectOptions& project)
      : settings_(settings), context_(context), project_(project) {}

  void AddOfCredentialsFile() {
    const bool is_used = SignsByCredentialsFile(project_.sign_in);
    const std::string path = is_used ? project_.sign_in.credentials_file : OtherCredentialsFile();
    if (path.empty()) return;
    const Checked<Secret> text = ReadNamedFile(context_.files, path, kMostSecretBytes);
    const Result<SdkCredentials> file = ReadSdkCredentials(text.value.Reveal());
    if (!file) {  // where it is used, that has been told
      const std::string problem = text.problem.empty() ? "the file " + file.error().message : text.problem;
      if (!is_used) project_.unused_sdk_settings.push_back(fmt::format("{}: {}", path, problem));
      return;
    }
    for (const auto& [name, value] :
         {std::pair("project_id", file->project_id), std::pair("iam_endpoint", WithScheme(file->iam_endpoint))}) {
      if (is_used) {
        Offer(name, value, path);
      } else if (!value.empty() && !settings_.IsSet(name)) {
        project_.unused_sdk_settings.push_back(fmt::format("{} of {}, whose keys are not used", name, path));
      }
    }
  }

  void AddOfEnvironment() {
    Offer("project_id", Variable(kProjectIdVariable), kProjectIdVariable);
    for (const std::string_view beginning : {"HW_", "OS_"}) {
      const bool has_its_keys = project_.sign_in.access_key_variable.starts_with(beginning);
      if (!SignsByKeys(project_.sign_in) || has_its_keys) {
        const std::string variable = fmt::format("{}PROJECT_ID", beginning);
        Offer("project_id", Variable(variable), variable);
      }
    }
    Offer("iam_endpoint", WithScheme(Variable(kIamEndpointVariable)), kIamEndpointVariable);
  }

  void AddEndpointOfRegion() {
    const std::string region(settings_.Text("region"));
    if (region.empty() || settings_.IsSet("endpoint")) return;
    std::string name = UpperCase(region);
    std::ranges::replace(name, '-', '_');
    const std::string variable = fmt::format("HUAWEICLOUD_SDK_REGION_{}_{}", kSdkService, name);
    OfferEndpoint(SplitAtCommas(Variable(variable)), variable);
    if (!settings_.IsSet("endpoint")) AddOfRegionsFile(region);
  }

 private:
  std::string_view Variable(std::string_view name) const { return FindVariable(context_.environment, name); }

  /// One that somebody may expect to hold: that of a name, or the default where it is there and was looked for.
  std::string OtherCredentialsFile() const {
    if (!project_.sign_in.credentials_file.empty()) return project_.sign_in.credentials_file;
    const std::string_view named = Variable(kSdkFileVariable);
    if (!named.empty()) return WithHome(named, context_.environment).value;
    const bool was_looked_for =
        project_.sign_in.chosen_automatically && project_.sign_in.method == SignInOptions::Method::kPassword;
    return was_looked_for ? ExistingDefault(kSdkFile) : "";
  }

  std::string ExistingDefault(std::string_view file) const {
    Checked<std::string> path = WithHome(file, context_.environment);
    const bool exists = path.problem.empty() && context_.files.Stamp(path.value).size >= 0;
    return exists ? std::move(path.value) : "";
  }

  void Offer(std::string_view name, std::string_view value, std::string_view from) {
    if (value.empty()) return;
    const auto holds = project_.sdk_settings.find(name);
    if (holds == project_.sdk_settings.end()) {
      if (settings_.IsSet(name)) return;
      settings_.SetBelow(name, std::string(value), std::string(from));
      project_.sdk_settings.emplace(name, from);
    } else if (settings_.Text(name) != value) {
      project_.unused_sdk_settings.push_back(fmt::format("{}: {} is that of {}", from, name, holds->second));
    }
  }

  void OfferEndpoint(const std::vector<std::string>& endpoints, std::string_view from) {
    if (endpoints.empty()) return;
    Offer("endpoint", WithScheme(endpoints.front()), from);
    if (endpoints.size() > 1) settings_.Fail("endpoint", kSeveral);
  }

  void AddOfRegionsFile(const std::string& region) {
    const std::string_view named = Variable(kSdkRegionsFileVariable);
    const Checked<std::string> path = WithHome(named.empty() ? kSdkRegionsFile : named, context_.environment);
    project_.sdk_regions_file = path.value;
    if (named.empty() && ExistingDefault(kSdkRegionsFile).empty()) return;
    Checked<Secret> text = {.problem = path.problem};
    if (text.problem.empty()) text = ReadNamedFile(context_.files, path.value, kMostConfigBytes);
    if (!text.problem.empty()) {
      const std::string_view what = named.empty() ? kSdkRegionsFile : std::string_view(kSdkRegionsFileVariable);
      settings_.Fail("endpoint", fmt::format("{}: {}", what, text.problem));
      return;
    }
    Faults faults;
    OfferEndpoint(EndpointsInRegionsFile(text.value.Reveal(), path.value, region, faults), path.value);
    for (const std::string& fault : faults) settings_.Fail("endpoint", fault);
  }

  SettingReader& settings_;
  const SettingContext& context_;
  ProjectOptions& project_;
};

}  // namespace

void AddSdkSettings(SettingReader& settings, const SettingContext& context, ProjectOptions& project) {
  SdkSettings sdk(settings, context, project);
  sdk.AddOfCredentialsFile();
  sdk.AddOfEnvironment();
  sdk.AddEndpointOfRegion();
}

}  // namespace workspace_exporter
