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
#include "http/tls_context.h"
#include "metrics/collection_families.h"
#include "metrics/quota_families.h"
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
  Demand demand;
  ClockSkew skew;
  ApiRoute api;
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

  Parts(const ProjectContext& context, const ProjectOptions& given, const Endpoint& api_endpoint,
        const std::optional<Endpoint>& iam_endpoint)
      : options(given),
        clock(context.clock),
        demand(clock),
        api(RouteContext(context, "list_sessions"), api_endpoint, given.api_quota),
        tokens(MakeTokens(context, iam_endpoint)),
        authenticated(api.gate, *tokens),
        client(authenticated, clock, context.page_parser, given.project_id),
        pages(client, {.retries = given.retries}, Retries(context, given.name, "list_sessions"), given.request_timeout),
        pacing({.min_interval = given.min_interval, .max_staleness = given.max_staleness}, api.quota, progress),
        listings(pages, clock, ToListingOptions(given), progress),
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
            .resolver = context.resolver,
            .stop = context.stop,
            .metrics = context.metrics,
            .user_agent = context.user_agent,
            .project = options.name,
            .operation = std::move(operation),
            .skew = skew,
            .demand = demand};
  }

  std::unique_ptr<TokenProvider> MakeTokens(const ProjectContext& context, const std::optional<Endpoint>& endpoint) {
    const SignInOptions& sign_in = options.sign_in;
    if (sign_in.method == SignInOptions::Method::kTokenFile) {
      return std::make_unique<FileTokenProvider>(context.files, sign_in.token_file);
    }
    iam.emplace(RouteContext(context, "sign_in"), *endpoint, Quota());
    return std::make_unique<PasswordTokenProvider>(
        iam->gate, Retries(context, options.name, "sign_in"),
        PasswordSignInOptions{.user = {sign_in.iam_domain, sign_in.iam_user, options.project_id},
                              .password = PasswordOf(context.files, sign_in),
                              .retry = {.retries = options.retries},
                              .request_timeout = options.request_timeout});
  }
};

Result<std::unique_ptr<Project>> Project::Create(const ProjectContext& context, const ProjectOptions& options) {
  const Result<std::shared_ptr<const TlsContext>> tls = LoadTlsContext(options.ca_file);
  if (!tls) return Error(tls.error()).Within("ca_file");
  std::optional<Endpoint> iam_endpoint;
  if (options.sign_in.method == SignInOptions::Method::kPassword) {
    iam_endpoint = Endpoint{*options.iam_endpoint, *tls};
  }
  return std::unique_ptr<Project>(
      new Project(std::make_unique<Parts>(context, options, Endpoint{options.endpoint, *tls}, iam_endpoint)));
}

Project::Project(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Project::~Project() = default;

const std::string& Project::name() const { return parts_->options.name; }

ScrapeResult Project::Refresh(Deadline deadline) {
  const Demand::Waiting waiting(parts_->demand);
  return parts_->source.Refresh(deadline);
}

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
  AddQuotaFamilies(families, options.name, parts_->api.quota.State());
  if (const auto expiry = parts_->tokens->ExpiresAt()) {
    families.Gauge("token_expiry_timestamp_seconds", "When the token of an identity expires, where that is known.")
        .Add({{"identity", options.name}}, ToUnixSeconds(*expiry));
  }
  if (const auto skew = parts_->skew.Seconds()) {
    families.Gauge("clock_skew_seconds", "How far our clock is ahead of the API's, by the Date of its last answer.")
        .Add({{"identity", options.name}}, *skew);
  }
}

Result<SessionPage> Project::ReadOneSession(const ListQuery& query) {
  const Demand::Waiting waiting(parts_->demand);
  return parts_->pages.Read(query, {.offset = 0, .limit = 1});
}

void Project::Stop() { parts_->source.Stop(); }

}  // namespace workspace_exporter
