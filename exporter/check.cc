#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "exporter/check_hints.h"
#include "exporter/commands.h"
#include "exporter/option_mapping.h"

namespace workspace_exporter {
namespace {

bool CheckProject(Project& project, const Clock& clock) {
  const ProjectOptions& options = project.options();
  const std::string asked = fmt::format("{} as {}", HostAndPort(options.endpoint), DescribeSignIn(options.sign_in));
  ListQuery query{.begin = clock.Now() - options.live_lookback,
                  .end = clock.Now() + std::chrono::days(1),
                  .states = {kLiveStates.begin(), kLiveStates.end()},
                  .server_group_id = options.app_server_group_id};
  const Result<SessionPage> live = project.ReadOneSession(query);
  query.begin = clock.Now() - options.lookback;
  query.states.clear();
  const Result<SessionPage> all = live ? project.ReadOneSession(query) : live;
  if (!all) {
    const std::string_view hint = HintAt(all.error());
    fmt::print("project {}: {}: {}; asked {}{}{}\n", options.name, Name(all.error().kind), all.error().message, asked,
               hint.empty() ? "" : "; perhaps ", hint);
    return false;
  }
  const std::uint64_t requests = UsualRequests(ToCollectorOptions(options, {}, {}),
                                               static_cast<std::uint32_t>(options.page_size), live->count, all->count);
  const Milliseconds period = std::max(options.min_interval, PeriodOf(options.api_quota, requests));
  fmt::print(
      "project {}: ok: {} live sessions, {} of every state; {} requests a collection, one every {:.0f} s; asked "
      "{}\n",
      options.name, live->count, all->count, requests, std::ceil(std::chrono::duration<double>(period).count()), asked);
  return true;
}

}  // namespace

int Check(Exporter& exporter) {
  bool all_good = true;
  for (const auto& project : *exporter.projects().List())
    all_good = CheckProject(*project, exporter.clock()) && all_good;
  std::fflush(stdout);
  return all_good ? 0 : 1;
}

}  // namespace workspace_exporter
