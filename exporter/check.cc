#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "exporter/commands.h"

namespace workspace_exporter {
namespace {

/// What a listing of so many sessions takes: neighbouring pages share a row.
std::uint64_t Pages(std::uint64_t sessions, int page_size) {
  const auto stride = static_cast<std::uint64_t>(page_size - 1);
  return sessions < 2 ? 1 : (sessions - 1 + stride - 1) / stride;
}

/// The shortest time between the beginnings of two collections of so many requests, by the quota.
Milliseconds CollectionPeriod(std::uint64_t requests, const ProjectOptions& options) {
  if (options.api_quota.limit == 0) return options.min_interval;
  const double windows = static_cast<double>(requests) / options.api_quota.limit;
  return std::max(options.min_interval, std::chrono::ceil<Milliseconds>(windows * options.api_quota.window));
}

bool CheckProject(Project& project, const ProjectOptions& options, const Clock& clock) {
  ListQuery query{.begin = clock.Now() - options.live_lookback,
                  .end = clock.Now() + std::chrono::days(1),
                  .states = {kLiveStates.begin(), kLiveStates.end()},
                  .server_group_id = options.app_server_group_id};
  const Result<SessionPage> live = project.ReadOneSession(query);
  query.begin = clock.Now() - options.lookback;
  query.states.clear();
  const Result<SessionPage> all = live ? project.ReadOneSession(query) : live;
  if (!all) {
    fmt::print("project {}: {}: {}\n", options.name, Name(all.error().kind), all.error().message);
    return false;
  }
  const std::uint64_t requests = Pages(live->count, options.page_size) + Pages(all->count, options.page_size);
  fmt::print("project {}: ok: {} live sessions, {} of every state; {} requests a collection, one every {:.0f} s\n",
             options.name, live->count, all->count, requests,
             std::ceil(std::chrono::duration<double>(CollectionPeriod(requests, options)).count()));
  return true;
}

}  // namespace

int Check(Exporter& exporter, const Options& options) {
  bool all_good = true;
  for (std::size_t i = 0; i < options.projects.size(); ++i) {
    all_good = CheckProject(*exporter.projects()[i], options.projects[i], exporter.clock()) && all_good;
  }
  std::fflush(stdout);
  return all_good ? 0 : 1;
}

}  // namespace workspace_exporter
