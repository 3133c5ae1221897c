#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include <fmt/format.h>

#include "exporter/commands.h"
#include "exporter/projects/check_hints.h"
#include "exporter/projects/sdk_settings_log.h"

namespace workspace_exporter {
namespace {

/// A project and what came of asking it.
struct Asked {
  Project& project;
  Result<Population> found;
  std::uint64_t requests = 0;  ///< that a collection takes; 0 where that is not known
};

Result<Population> Ask(Project& project, const Clock& clock) {
  const ProjectOptions& options = project.options();
  ListQuery query{.begin = clock.Now() - options.live_lookback,
                  .end = clock.Now() + std::chrono::days(1),
                  .states = {kLiveStates.begin(), kLiveStates.end()},
                  .server_group_id = options.app_server_group_id};
  const Result<SessionPage> live = project.ReadOneSession(query);
  if (!live) return live.error();
  query.begin = clock.Now() - options.lookback;
  query.states.clear();
  const Result<SessionPage> all = project.ReadOneSession(query);
  if (!all) return all.error();
  return Population{.live = live->count, .of_every_state = all->count};
}

std::string Whom(const Project& project) {
  const std::string of_sdks = DescribeSdkSettings(project.options());
  return fmt::format("asked {} as {}{}{}", HostAndPort(project.options().endpoint),
                     DescribeSignIn(project.options().sign_in), of_sdks.empty() ? "" : "; with ", of_sdks);
}

void TellFailure(const Project& project, const Error& error) {
  const std::string_view hint = HintAt(error, project.options());
  fmt::print("project {}: {}: {}; {}{}{}\n", project.options().name, Name(error.kind), error.message, Whom(project),
             hint.empty() ? "" : "; perhaps ", hint);
}

/// Why the period is longer than the project alone would need; empty where it has its identity to itself.
std::string Sharing(const Asked& asked, const std::vector<Asked>& all) {
  std::uint64_t requests = 0;
  int projects = 0;
  int unknown = 0;
  for (const Asked& other : all) {
    if (&other.project.identity() != &asked.project.identity()) continue;
    ++projects;
    requests += other.requests;
    if (!other.found) ++unknown;
  }
  if (projects == 1) return {};
  return fmt::format(" (api_quota is shared by {} projects, which take {} requests together{})", projects, requests,
                     unknown == 0 ? "" : fmt::format("; {} of them not known", unknown));
}

void TellSuccess(const Asked& asked, const std::vector<Asked>& all) {
  const std::chrono::duration<double> period = asked.project.Period();
  fmt::print(
      "project {}: ok: {} live sessions, {} of every state; {} requests a collection, one every {:.0f} s{}; {}\n",
      asked.project.options().name, asked.found->live, asked.found->of_every_state, asked.requests,
      std::ceil(period.count()), Sharing(asked, all), Whom(asked.project));
}

}  // namespace

int Check(Exporter& exporter) {
  const auto projects = exporter.projects().List();
  std::vector<Asked> all;
  for (const auto& project : *projects) {
    Asked& asked = all.emplace_back(Asked{.project = *project, .found = Ask(*project, exporter.clock())});
    if (asked.found) asked.requests = project->Expect(*asked.found);
  }
  // What one may do depends on all who share its identity.
  for (const Asked& asked : all)
    asked.found ? TellSuccess(asked, all) : TellFailure(asked.project, asked.found.error());
  std::fflush(stdout);
  return std::ranges::all_of(all, [](const Asked& asked) { return static_cast<bool>(asked.found); }) ? 0 : 1;
}

}  // namespace workspace_exporter
