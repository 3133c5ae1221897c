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
#include "exporter/collection_log.h"
#include "exporter/option_mapping.h"
#include "http/http_date.h"
#include "http/httplib_transport.h"
#include "http/observed_transport.h"
#include "http/request_gate.h"
#include "http/tls_context.h"
#include "metrics/collection_families.h"
#include "metrics/quota_families.h"
#include "metrics/session_counters.h"
#include "metrics/session_families.h"
#include "workspace/retrying_page_reader.h"

namespace workspace_exporter {
namespace {

/// How far our clock is ahead of the API's, as its answers' Date tells.
class ClockSkew {
 public:
  void See(const Result<HttpResponse>& response, WallTime now) {
    if (!response) return;
    if (const auto date = ParseHttpDate(FindHeader(response->headers, "Date"))) {
      seconds_ = std::chrono::duration<double>(now - *date).count();
      is_known_ = true;
    }
  }
  std::optional<double> Seconds() const { return is_known_ ? std::optional(seconds_.load()) : std::nullopt; }

 private:
  std::atomic<double> seconds_ = 0;
  std::atomic<bool> is_known_ = false;
};

/// Counts the requests of one operation, and looks at what their answers say of the API's clock.
class RequestCounter final : public RequestObserver {
 public:
  RequestCounter(const ProjectContext& context, std::string project, std::string operation, ClockSkew& skew)
      : metrics_(context.metrics),
        clock_(context.clock),
        project_(std::move(project)),
        operation_(std::move(operation)),
        skew_(skew) {}

  void Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) override {
    metrics_.Sent(project_, operation_, answer ? std::optional(answer->status) : std::nullopt, duration);
    skew_.See(answer, clock_.Now());
  }

 private:
  ApiMetrics& metrics_;
  const Clock& clock_;
  const std::string project_;
  const std::string operation_;
  ClockSkew& skew_;
};

/// Where an API is, and whom to trust there.
struct Endpoint {
  Origin origin;
  std::shared_ptr<const TlsContext> tls;
};

/// One way to an API: gate, then count, then send.
struct Route {
  RequestQuota quota;
  HttplibTransport connections;
  RequestCounter counter;
  ObservedTransport counted;
  RequestGate gate;

  Route(const ProjectContext& context, const Endpoint& endpoint, Quota own, const std::string& project,
        const std::string& operation, ClockSkew& skew, const Demand& demand)
      : quota(own, context.clock, context.stop),
        connections(endpoint.origin, endpoint.tls, context.resolver, context.clock, context.stop,
                    {.user_agent = context.user_agent}),
        counter(context, project, operation, skew),
        counted(connections, counter, context.clock, context.stop),
        gate(counted, quota, context.clock, [&demand] { return demand.IsThere(); }) {}
};

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

constexpr int kPeriodsUntilStale = 3;

}  // namespace

/// In the order in which they are built on each other.
struct Project::Parts {
  const ProjectOptions options;
  Clock& clock;
  Demand demand;
  ClockSkew skew;
  Route api;
  std::optional<Route> iam;
  std::unique_ptr<TokenProvider> tokens;
  AuthenticatingTransport authenticated;
  WorkspaceClient client;
  RetryingPageReader pages;
  CollectionProgress progress;
  ListingReader listings;
  SessionCounters counters;
  Collector collector;
  SessionFamilies sessions;
  CollectionLog collection_log;
  SnapshotSource source;

  Parts(const ProjectContext& context, const ProjectOptions& given, const Endpoint& api_endpoint,
        const std::optional<Endpoint>& iam_endpoint)
      : options(given),
        clock(context.clock),
        demand(clock),
        api(context, api_endpoint, given.api_quota, given.name, "list_sessions", skew, demand),
        tokens(MakeTokens(context, iam_endpoint)),
        authenticated(api.gate, *tokens),
        client(authenticated, clock, context.page_parser, given.project_id),
        pages(client, {.retries = given.retries}, Retries(context, given.name, "list_sessions"), given.request_timeout),
        listings(pages, clock, ToListingOptions(given), progress),
        counters({.project = given.name, .series_limit = static_cast<std::size_t>(given.series_limit)}),
        collector(listings, clock,
                  ToCollectorOptions(
                      given, [this](const SessionEvents& events) { counters.Count(events, clock.SteadyNow()); }),
                  progress),
        sessions(ToSessionFamilyOptions(given)),
        collection_log(context.log, clock, given.name),
        source(
            {.collect = [this](const PublishSnapshot& publish) { return collector.Collect(publish); },
             .report = [this](const CollectionReport& report) { collection_log.Finished(report, progress.pages_read); },
             .next_due = [this](SteadyTime last_began) { return NextDue(last_began); }},
            clock) {}

  /// The shortest time between the beginnings of two collections: what the user wants, or what the quota sustains.
  Milliseconds Period() const { return std::max(options.min_interval, api.quota.PeriodOf(progress.pages_read)); }
  /// Earlier than after a period where there is room for this collection and one more, so that what asks now and then
  /// gets fresh figures, and what asks all the time gets them at even distances.
  SteadyTime NextDue(SteadyTime last_began) const {
    const SteadyTime by_quota = std::min(last_began + Period(), api.quota.RoomFor(2 * progress.pages_read));
    return std::max({last_began + options.min_interval, by_quota, api.quota.State().closed});
  }
  /// Figures may be old where the quota does not allow for newer ones.
  Milliseconds MaxStaleness() const { return std::max(options.max_staleness, kPeriodsUntilStale * Period()); }

  std::unique_ptr<TokenProvider> MakeTokens(const ProjectContext& context, const std::optional<Endpoint>& endpoint) {
    const SignInOptions& sign_in = options.sign_in;
    if (sign_in.method == SignInOptions::Method::kTokenFile) {
      return std::make_unique<FileTokenProvider>(context.files, sign_in.token_file);
    }
    iam.emplace(context, *endpoint, Quota(), options.name, "sign_in", skew, demand);
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
  parts_->demand.Touch();
  return parts_->source.Refresh(deadline);
}

ProjectView Project::View() const { return parts_->source.View(); }

void Project::AddTo(FamilySet& families) {
  const ProjectView view = View();
  const ProjectOptions& options = parts_->options;
  const Milliseconds max_staleness = parts_->MaxStaleness();
  AddCollectionFamilies(families,
                        {.project = options.name,
                         .lookback = options.lookback,
                         .live_lookback = options.live_lookback,
                         .max_staleness = max_staleness,
                         .period = parts_->Period()},
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
  parts_->demand.Touch();
  return parts_->pages.Read(query, {.offset = 0, .limit = 1});
}

void Project::Stop() { parts_->source.Stop(); }

}  // namespace workspace_exporter
