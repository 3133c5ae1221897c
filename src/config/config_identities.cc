#include "config/config_identities.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "config/identity_name.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

using Method = SignInOptions::Method;

/// Two identities of the same name would be the same series twice, which Prometheus refuses with all of the scrape.
void CheckNamesOfIdentities(const std::vector<PlacedProject>& projects, Faults& faults) {
  std::map<std::string_view, std::string_view> labels;  // by identity
  for (const PlacedProject& placed : projects) {
    const ProjectOptions& project = placed.options;
    labels.try_emplace(project.identity, project.identity_name.empty() ? project.name : project.identity_name);
  }
  std::set<std::string_view> names_of_projects;  // that are labels of identities which nobody named
  for (const auto& [identity, label] : labels) {
    if (identity != label) names_of_projects.insert(label);
  }
  for (const PlacedProject& project : projects) {
    if (project.options.identity_name.empty() || !names_of_projects.contains(project.options.identity_name)) continue;
    faults.push_back(FaultLine(OwnPlaceOf(project, "identity"),
                               fmt::format("'{}' is also the name of a project that does not have this identity; give "
                                           "it to that one as well, or choose another",
                                           project.options.identity_name)));
  }
}

/// An id that nobody gave to a project, but the environment or the file of its keys, is that of one project alone.
void CheckIdsOfSdks(const std::vector<PlacedProject>& projects, Faults& faults) {
  std::map<std::string_view, const PlacedProject*> by_id;
  for (const PlacedProject& project : projects) {
    if (project.options.project_id.empty()) continue;
    const PlacedProject& first = *by_id.try_emplace(project.options.project_id, &project).first->second;
    if (&first == &project) continue;
    for (const PlacedProject* const one : {&project, &first}) {
      const auto from = one->options.sdk_settings.find("project_id");
      if (from == one->options.sdk_settings.end()) continue;
      faults.push_back(
          FaultLine(OwnPlaceOf(*one, "project_id"),
                    fmt::format("{} would give '{}' the id of '{}' as well; give each a project_id of its own",
                                from->second, one->options.name, (one == &first ? project : first).options.name)));
      break;
    }
  }
}

/// What a project says of something that it shares.
struct Held {
  std::string shared = {};  ///< the same for all who share it; empty: nothing is shared
  std::string value = {};   ///< for people
};

Held QuotaOf(const ProjectOptions& project) {
  const Quota& quota = project.api_quota;
  return {.shared = project.identity,
          .value = quota.limit == 0 ? "0" : fmt::format("{}/{}", quota.limit, FormatDuration(quota.window))};
}

/// One user may sign in by a password here and by a key there; but not two users.
Held DomainOf(const ProjectOptions& project) {
  if (project.sign_in.method != Method::kPassword) return {};
  return {.shared = project.identity, .value = project.sign_in.iam_domain};
}

Held UserOf(const ProjectOptions& project) {
  if (project.sign_in.method != Method::kPassword) return {};
  return {.shared = project.identity, .value = project.sign_in.iam_user};
}

Held AgencyOf(const ProjectOptions& project) {
  const auto& agency = project.sign_in.agency;
  if (!SignsByKeys(project.sign_in)) return {};
  return {.shared = project.identity,
          .value = agency ? fmt::format("{} of {}", agency->name, agency->domain_name) : "no agency"};
}

Held AgencyDurationOf(const ProjectOptions& project) {
  const auto& agency = project.sign_in.agency;
  if (!agency) return {};
  return {.shared = IdentityOf(project.sign_in), .value = FormatDuration(agency->duration)};
}

/// Of one access key.
Held SecretKeyOf(const ProjectOptions& project) {
  if (project.sign_in.secret_key_file.empty()) return {};
  return {.shared = IdentityOf(project.sign_in), .value = project.sign_in.secret_key_file};
}

Held SecurityTokenOf(const ProjectOptions& project) {
  if (project.sign_in.secret_key_file.empty()) return {};
  const std::string& file = project.sign_in.security_token_file;
  return {.shared = IdentityOf(project.sign_in), .value = file.empty() ? "none" : file};
}

struct SharedSetting {
  const char* name;
  Held (*of)(const ProjectOptions&);
  const char* remedy;
};

constexpr const char* kSame = "both need the same";
constexpr const char* kSameOrOwn = "both need the same, or each an identity of its own";
constexpr std::array<SharedSetting, 7> kSharedSettings = {{{"api_quota", QuotaOf, kSameOrOwn},
                                                           {"iam_domain", DomainOf, kSameOrOwn},
                                                           {"iam_user", UserOf, kSameOrOwn},
                                                           {"agency_name", AgencyOf, kSameOrOwn},
                                                           {"agency_duration", AgencyDurationOf, kSame},
                                                           {"secret_key_file", SecretKeyOf, kSame},
                                                           {"security_token_file", SecurityTokenOf, kSame}}};

void CheckShared(const SharedSetting& setting, const std::vector<PlacedProject>& projects, Faults& faults) {
  std::map<std::string, const PlacedProject*> first_that_shares;
  for (const PlacedProject& project : projects) {
    const Held held = setting.of(project.options);
    if (held.shared.empty() || project.has_fault) continue;
    const PlacedProject& first = *first_that_shares.try_emplace(held.shared, &project).first->second;
    const std::string of_first = setting.of(first.options).value;
    if (held.value == of_first) continue;
    faults.push_back(
        FaultLine(OwnPlaceOf(project, setting.name),
                  fmt::format("'{}' has {}, but '{}', which is of the same identity, has {}; {}", project.options.name,
                              held.value, first.options.name, of_first, setting.remedy)));
  }
}

}  // namespace

void CheckIdentities(const std::vector<PlacedProject>& projects, Faults& faults) {
  CheckIdsOfSdks(projects, faults);
  CheckNamesOfIdentities(projects, faults);
  for (const SharedSetting& setting : kSharedSettings) CheckShared(setting, projects, faults);
}

}  // namespace workspace_exporter
