#include "exporter/project.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <optional>
#include <utility>

#include "auth/authenticating_transport.h"
#include "auth/file_token_provider.h"
#include "auth/password_token_provider.h"
#include "auth/secret_text.h"
#include "collection/collector.h"
#include "collection/listing_reader.h"
#include "exporter/api_route.h"
#include "exporter/collection_log.h"
#include "exporter/collection_pacing.h"
#include "exporter/option_mapping.h"
#include "metrics/collection_families.h"
#include "metrics/session_counters.h"
#include "metrics/session_families.h"
#include "workspace/retrying_page_reader.h"

namespace workspace_exporter {
namespace {

RetryContext Retries(const ProjectContext& context, std::string project, std::string operation) {
  return {.clock = context.clock,
          .deadline = {},  // each try has its own, and a listing none
          .stop = context.stop,
          .random = context.random,
          .on_retry = [&metrics = context.metrics, project = std::move(project), operation = std::move(operation)](
                          const Error& /*error*/) { metrics.Retried(project, operation); }};
}

std::function<Result<Secret>()> PasswordOf(const FileReader& files, const SignInOptions& sign_in) {
  if (!sign_in.iam_password_file.empty()) {
    return [&files, path = sign_in.iam_password_file] { return ReadSecretFile(files, path); };
  }
  return [variable = sign_in.iam_password_variable]() -> Result<Secret> {
    const char* const value = std::getenv(variable.c_str());
    if (value == nullptr) return Error{ErrorKind::kAuth, variable + " is not set"};
    return Secret(value);
  };
}

}  // namespace

/// In the order in which they are built on each other.
struct Project::Parts {
  const ProjectOptions options;
  Clock& clock;
  const std::shared_ptr<Identity> identity;
  std::atomic<bool> stopped = false;
  Demand demand;
  ApiRoute api;
  RequestQuota sign_ins;  // without a limit: they are counted apart
  std::optional<ApiRoute> iam;
  std::unique_ptr<TokenProvider> tokens;
  AuthenticatingTransport authenticated;
  WorkspaceClient client;
  RetryingPageReader pages;
  CollectionProgress progress;
  CollectionPacing pacing;
  std::atomic<std::uint64_t> corrections = 0;
  ListingReader listings;
  SessionCounters counters;
  CollectionLog collection_log;
  Collector collector;
  SessionFamilies sessions;
  SnapshotSource source;

  Parts(const ProjectContext& context, const ProjectOptions& given, std::shared_ptr<HttpTransport> to_api,
        std::shared_ptr<HttpTransport> to_iam)
      : options(given),
        clock(context.clock),
        identity(context.identities.Of(given)),
        demand(clock),
        api(RouteContext(context, "list_sessions"), std::move(to_api), identity->quota),
        sign_ins(Quota(), clock, context.stop),
        tokens(MakeTokens(context, std::move(to_iam))),
        authenticated(api.gate, *tokens),
        client(authenticated, clock, context.page_parser, given.project_id),
        pages(client, {.retries = given.retries}, Retries(context, given.name, "list_sessions"), given.request_timeout),
        pacing({.min_interval = given.min_interval, .max_staleness = given.max_staleness}, identity->quota,
               identity->requests, progress),
        listings(pages, clock, ToListingOptions(given, context.threads), progress),
        counters({.project = given.name, .series_limit = static_cast<std::size_t>(given.series_limit)}),
        collection_log(context.log, clock, given.name),
        collector(
            listings, clock,
            ToCollectorOptions(
                given, [this] { return pacing.ResyncShare(); },
                {.count_events = [this](const SessionEvents& events) { counters.Count(events, clock.SteadyNow()); },
                 .count_corrections = [this](std::uint64_t rows) { Corrected(rows); },
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
  ApiRouteContext RouteContext(const ProjectContext& context, std::string operation) {
    return {.clock = context.clock,
            .stop = context.stop,
            .metrics = context.metrics,
            .project = options.name,
            .operation = std::move(operation),
            .skew = identity->skew,
            .is_wanted = [this] { return !stopped && demand.IsThere(); }};
  }

  std::unique_ptr<TokenProvider> MakeTokens(const ProjectContext& context, std::shared_ptr<HttpTransport> to_iam) {
    const SignInOptions& sign_in = options.sign_in;
    if (sign_in.method == SignInOptions::Method::kTokenFile) {
      return std::make_unique<FileTokenProvider>(context.files, sign_in.token_file);
    }
    iam.emplace(RouteContext(context, "sign_in"), std::move(to_iam), sign_ins);
    return std::make_unique<PasswordTokenProvider>(
        iam->gate, Retries(context, options.name, "sign_in"),
        PasswordSignInOptions{.user = {sign_in.iam_domain, sign_in.iam_user, options.project_id},
                              .password = PasswordOf(context.files, sign_in),
                              .retry = {.retries = options.retries},
                              .request_timeout = options.request_timeout});
  }
};

Result<std::unique_ptr<Project>> Project::Create(const ProjectContext& context, const ProjectOptions& options) {
  Result<std::shared_ptr<HttpTransport>> to_api = context.network.To({options.endpoint, options.ca_file});
  if (!to_api) return std::move(to_api).error();
  std::shared_ptr<HttpTransport> to_iam;
  if (options.sign_in.method == SignInOptions::Method::kPassword) {
    Result<std::shared_ptr<HttpTransport>> reached = context.network.To({*options.iam_endpoint, options.ca_file});
    if (!reached) return std::move(reached).error();
    to_iam = *std::move(reached);
  }
  return std::unique_ptr<Project>(
      new Project(std::make_unique<Parts>(context, options, *std::move(to_api), std::move(to_iam))));
}

Project::Project(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Project::~Project() { Stop(); }

const ProjectOptions& Project::options() const { return parts_->options; }
const Identity& Project::identity() const { return *parts_->identity; }

Project::Scrape::Scrape(Project& project)
    : project_(project), waiting_(project.parts_->demand), ticket_(project.parts_->source.Start()) {}

ScrapeResult Project::Scrape::Await(Deadline deadline) { return project_.parts_->source.Await(ticket_, deadline); }

ProjectView Project::View() const { return parts_->source.View(); }

void Project::AddTo(FamilySet& families) {
  const ProjectView view = View();
  const ProjectOptions& options = parts_->options;
  const Milliseconds max_staleness = parts_->pacing.MaxStaleness();
  AddCollectionFamilies(families,
                        {.project = options.name,
                         .lookback = options.lookback,
                         .live_lookback = options.live_lookback,
                         .max_staleness = max_staleness,
                         .period = parts_->pacing.Period(),
                         .corrections = parts_->corrections},
                        view, parts_->progress);
  parts_->sessions.AddTo(families, view, parts_->clock.SteadyNow(), max_staleness);
  parts_->counters.AddTo(families);
}

std::optional<WallTime> Project::SignInExpiresAt() const { return parts_->tokens->ExpiresAt(); }

Result<SessionPage> Project::ReadOneSession(const ListQuery& query) {
  const Demand::Waiting waiting(parts_->demand);
  return parts_->pages.Read(query, {.offset = 0, .limit = 1});
}

void Project::Stop() {
  parts_->stopped = true;
  parts_->source.Stop();
}

}  // namespace workspace_exporter
