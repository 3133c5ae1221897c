#include "exporter/exporter.h"

#include <cstdint>
#include <random>
#include <utility>

#include "exporter/projects/sdk_settings_log.h"
#include "exporter/version.h"

namespace workspace_exporter {
namespace {

#ifdef __clang__
constexpr const char* kCompiler = __VERSION__;
#else
constexpr const char* kCompiler = "GCC " __VERSION__;
#endif

/// That read pages beside those that collect, of which each project has one. As many as one project may have requests
/// in flight.
constexpr std::size_t kPageThreads = 64;

std::uint64_t RandomKey() {
  std::random_device random;
  return std::uniform_int_distribution<std::uint64_t>()(random);
}

}  // namespace

Exporter::Exporter(const Options& options, const Log& log)
    : page_parser_(RandomKey()),
      resolver_(look_up_, clock_),
      outgoing_(clock_, resolver_, stop_.get_token(), "workspace_exporter/" WORKSPACE_EXPORTER_VERSION),
      network_(clock_, stop_.get_token(), [this](const Endpoint& endpoint) { return outgoing_.To(endpoint); }),
      identities_(clock_, stop_.get_token()),
      threads_(kPageThreads),
      api_metrics_(registry_, [this](const std::string& project) { return scrapers_.LastEdition(project); }),
      api_observer_(api_metrics_),
      access_{.clock = clock_,
              .stop = stop_.get_token(),
              .network = network_,
              .identities = identities_,
              .rings = rings_,
              .files = files_,
              .observer = api_observer_,
              .random = [this] { return jitter_.Next(); }},
      exporter_metrics_(
          registry_,
          {.version = WORKSPACE_EXPORTER_VERSION, .revision = WORKSPACE_EXPORTER_REVISION, .compiler = kCompiler}),
      context_{.clock = clock_,
               .access = access_,
               .threads = threads_,
               .metrics = api_metrics_,
               .scrapers = scrapers_,
               .log = log,
               .page_parser = page_parser_},
      projects_([this](const ProjectOptions& of_one) -> Result<std::shared_ptr<Project>> {
        Result<std::unique_ptr<Project>> created = Project::Create(context_, of_one);
        if (!created) return std::move(created).error();
        LogSdkSettings(context_.log, of_one);
        return std::shared_ptr<Project>(*std::move(created));
      }),
      scrape_page_(clock_, {.timeout = options.scrape_timeout, .offset = options.scrape_timeout_offset}, registry_,
                   exporter_metrics_, connections_, projects_, scrapers_) {}

Result<std::unique_ptr<Exporter>> Exporter::Create(const Options& options, const Log& log) {
  std::unique_ptr<Exporter> exporter(new Exporter(options, log));
  if (Result<Done> serves = exporter->projects().Replace(options.projects); !serves) return std::move(serves).error();
  exporter->metrics().ConfigTaken(Configuration::kProgram, exporter->clock().Now());
  return exporter;
}

Exporter::~Exporter() { Stop(); }

void Exporter::Stop() {
  stop_.request_stop();
  projects_.Stop();
}

}  // namespace workspace_exporter
