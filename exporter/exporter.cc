#include "exporter/exporter.h"

#include <cstdint>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "exporter/version.h"

namespace workspace_exporter {
namespace {

#ifdef __clang__
constexpr const char* kCompiler = __VERSION__;
#else
constexpr const char* kCompiler = "GCC " __VERSION__;
#endif

std::uint64_t RandomKey() {
  std::random_device random;
  return std::uniform_int_distribution<std::uint64_t>()(random);
}

}  // namespace

Exporter::Exporter(const Options& options, const Log& log)
    : page_parser_(RandomKey()),
      resolver_(look_up_, clock_),
      api_metrics_(registry_),
      exporter_metrics_(
          registry_,
          {.version = WORKSPACE_EXPORTER_VERSION, .revision = WORKSPACE_EXPORTER_REVISION, .compiler = kCompiler}),
      context_{.clock = clock_,
               .resolver = resolver_,
               .stop = stop_.get_token(),
               .files = files_,
               .metrics = api_metrics_,
               .log = log,
               .page_parser = page_parser_,
               .random = [this] { return jitter_.Next(); },
               .user_agent = "workspace_exporter/" WORKSPACE_EXPORTER_VERSION},
      scrape_page_(clock_, {.timeout = options.scrape_timeout, .offset = options.scrape_timeout_offset}, registry_,
                   exporter_metrics_, projects_) {}

Result<std::unique_ptr<Exporter>> Exporter::Create(const Options& options, const Log& log) {
  std::unique_ptr<Exporter> exporter(new Exporter(options, log));
  for (const ProjectOptions& project : options.projects) {
    Result<std::unique_ptr<Project>> created = Project::Create(exporter->context_, project);
    if (!created) return std::move(created).error().Within(fmt::format("project {}", project.name));
    exporter->projects_.push_back(*std::move(created));
  }
  return exporter;
}

Exporter::~Exporter() { Stop(); }

void Exporter::Stop() {
  stop_.request_stop();
  for (const auto& project : projects_) project->Stop();
}

}  // namespace workspace_exporter
