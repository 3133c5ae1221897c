#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "exporter/projects/project_set.h"
#include "recorded_log.h"
#include "unit/access/access_bench.h"

namespace workspace_exporter {

/// Projects of a cloud whose host "api" has no session.
struct ProjectsBench : AccessBench {
  ProjectsBench() {
    files.Write("token", "token");
    hosts["api"] = [](const HttpRequest&) { return HttpResponse{.status = 200, .body = R"({"count":0,"items":[]})"}; };
  }

  RecordedLog recorded;
  SessionPageParser page_parser{1};
  ThreadBudget threads{1};
  prometheus::Registry registry;
  Scrapers scrapers;
  ApiMetrics api_metrics{registry, [](const std::string&) { return std::uint64_t(0); }};
  ProjectContext of_projects{.clock = clock,
                             .access = context,
                             .threads = threads,
                             .metrics = api_metrics,
                             .scrapers = scrapers,
                             .log = recorded.log,
                             .page_parser = page_parser};
  int made = 0;
  ProjectSet projects{[this](const ProjectOptions& options) -> Result<std::shared_ptr<Project>> {
    ++made;
    Result<std::unique_ptr<Project>> project = Project::Create(of_projects, options);
    if (!project) return std::move(project).error();
    return std::shared_ptr<Project>(*std::move(project));
  }};

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    const auto list = projects.List();
    for (const auto& project : *list) names.push_back(project->options().name);
    return names;
  }
};

inline bool IsServed(Project& project) {
  return static_cast<bool>(project.ReadOneSession({.begin = WallTime(), .end = WallTime()}));
}

}  // namespace workspace_exporter
