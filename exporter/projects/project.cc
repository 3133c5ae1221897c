#include "exporter/projects/project.h"

#include <atomic>
#include <utility>

#include "collection/collection_cost.h"
#include "collection/collector.h"
#include "collection/listing_reader.h"
#include "config/identity_name.h"
#include "exporter/projects/collection_log.h"
#include "exporter/projects/collection_pacing.h"
#include "exporter/projects/describe_project.h"
#include "exporter/projects/option_mapping.h"
#include "metrics/collection_counters.h"
#include "metrics/collection_families.h"
#include "metrics/session_counters.h"
#include "metrics/session_families.h"
#include "workspace/retrying_page_reader.h"

namespace workspace_exporter {
/// In the order in which they are built on each other.
struct Project::Parts {
  const ProjectOptions options;
  ApiMetrics& api_metrics;
  const std::unique_ptr<ApiMetrics::Project> counted;
  Clock& clock;
  const std::unique_ptr<ProjectAccess> access;
  WorkspaceClient client;
  RetryingPageReader pages;
  CollectionProgress progress;
  CollectionPacing pacing;
  std::atomic<std::uint64_t> corrections = 0;
  ListingReader listings;
  SessionCounters counters;
  CollectionCounters collection_counters;
  CollectionLog collection_log;
  Collector collector;
  SessionFamilies sessions;
  SnapshotSource source;

  Parts(const ProjectContext& context, const ProjectOptions& given, std::unique_ptr<ApiMetrics::Project> counts,
        std::unique_ptr<ProjectAccess> way)
      : options(given),
        api_metrics(context.metrics),
        counted(std::move(counts)),
        clock(context.clock),
        access(std::move(way)),
        client(access->api(), clock, context.page_parser,
               [this](Milliseconds time) { return access->ProjectId(time); }),
        pages(client, {.retries = given.retries}, access->retries(), given.request_timeout),
        pacing({.min_interval = given.min_interval, .max_staleness = given.max_staleness}, access->Quotas(), progress),
        listings(pages, clock, ToListingOptions(given, context.threads), progress),
        counters(
            {.project = given.name,
             .series_limit = static_cast<std::size_t>(given.series_limit),
             .last_edition = [&scrapers = context.scrapers, name = given.name] { return scrapers.LastEdition(name); }}),
        collection_counters(given.name),
        collection_log(context.log, clock, given.name),
        // The analyzer takes what a function holds for lost. NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks)
        collector(
            listings, clock,
            ToCollectorOptions(
                given, [this] { return pacing.ResyncShare(); },
                {.count_events = [this](const SessionEvents& events) { counters.Count(events, clock.SteadyNow()); },
                 .count_corrections = [this](std::uint64_t rows) { Corrected(rows); },
                 .tell_disagreement = [this](const std::string& difference) { collection_log.Disagrees(difference); },
                 .tell_progress = [this] { collection_log.UnderWay(progress); }}),
            progress),
        sessions(ToSessionFamilyOptions(given)),
        source({.collect = [this](const PublishSnapshot& publish) { return collector.Collect(publish); },
                .report = [this](const CollectionReport& report) { Finished(report); },
                .next_due = [this](SteadyTime last_began) { return pacing.NextDue(last_began); }},
               clock) {}

  void Finished(const CollectionReport& report) {
    if (!report.error) pacing.Expect(collector.RequestsOfNext());
    collection_log.Finished(report, progress.pages_read, pacing.Period());
  }
  void Corrected(std::uint64_t rows) {
    corrections += rows;
    collection_log.Corrected(rows);
  }
};

Result<std::unique_ptr<Project>> Project::Create(const ProjectContext& context, const ProjectOptions& options) {
  auto counted = std::make_unique<ApiMetrics::Project>(context.metrics, options.name);
  Result<std::unique_ptr<ProjectAccess>> access = ProjectAccess::Create(context.access, options);
  if (!access) return std::move(access).error();
  auto parts = std::make_unique<Parts>(context, options, std::move(counted), *std::move(access));
  return std::unique_ptr<Project>(new Project(std::move(parts)));
}

Project::Project(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Project::~Project() { Stop(); }

const ProjectOptions& Project::options() const { return parts_->options; }
const Identity& Project::identity() const { return parts_->access->identity(); }

void Project::TakeQuota() { parts_->access->identity().quota.ChangeOwn(parts_->options.api_quota); }

Project::Scrape::Scrape(Project& project) : project_(project), waiting_(*project.parts_->access) {
  ticket_ = project.parts_->source.Start();
}

ScrapeResult Project::Scrape::Await(Deadline deadline) { return project_.parts_->source.Await(ticket_, deadline); }

ProjectView Project::View() const { return parts_->source.View(); }

bool Project::HasSomethingToShow() const {
  const ProjectView view = View();
  if (!view.up && view.last_failure != nullptr) return true;
  const SteadyTime now = parts_->clock.SteadyNow();
  const Milliseconds max_staleness = parts_->pacing.MaxStaleness();
  return IsFresh(view.snapshot.live.get(), now, max_staleness) ||
         IsFresh(view.snapshot.every_state.get(), now, max_staleness);
}

ProjectStatus Project::Status() const {
  return DescribeProject(parts_->options, View(), parts_->progress, parts_->pacing.MaxStaleness(),
                         parts_->clock.SteadyNow());
}

void Project::AddTo(FamilySet& families, const Edition& edition) {
  const ProjectView view = View();
  const ProjectOptions& options = parts_->options;
  const Milliseconds max_staleness = parts_->pacing.MaxStaleness();
  AddCollectionFamilies(families,
                        {.project = options.name,
                         .lookback = options.lookback,
                         .live_lookback = options.live_lookback,
                         .max_staleness = max_staleness,
                         .period = Period()},
                        view, parts_->progress);
  parts_->sessions.AddTo(families, view, parts_->clock.SteadyNow(), max_staleness);
  parts_->counters.AddTo(families, edition);
  parts_->collection_counters.AddTo(families, {.errors = view.errors, .corrections = parts_->corrections}, edition);
  parts_->api_metrics.AddTo(families, options.name, edition);
}

std::optional<WallTime> Project::SignInExpiresAt() const { return parts_->access->ExpiresAt(); }

void Project::TryRefusedAgain() { parts_->access->TryRefusedAgain(); }

Result<SessionPage> Project::ReadOneSession(const ListQuery& query) {
  const ProjectAccess::Waiting waiting(*parts_->access);
  return parts_->pages.Read(query, {.offset = 0, .limit = 1});
}

std::uint64_t Project::Expect(const Population& population) {
  const ProjectOptions& options = parts_->options;
  const std::uint64_t requests = UsualRequests(options.resync_interval, static_cast<std::uint32_t>(options.page_size),
                                               population.live, population.of_every_state);
  parts_->pacing.Expect(requests);
  return requests;
}

QuotaState Project::Quota() const { return parts_->pacing.State(); }

Milliseconds Project::Period() const { return parts_->pacing.Period(); }

void Project::Stop() {
  parts_->access->Stop();
  parts_->source.Stop();
}

}  // namespace workspace_exporter
