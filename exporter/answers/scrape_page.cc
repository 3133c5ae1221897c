#include "exporter/answers/scrape_page.h"

#include <algorithm>
#include <iterator>
#include <list>
#include <map>
#include <optional>
#include <utility>

#include "exporter/answers/forwarded_for.h"
#include "exposition/exposition.h"
#include "metrics/family_set.h"
#include "metrics/identity_families.h"
#include "web/router.h"

namespace workspace_exporter {
namespace {

/// What tells scrapers apart is at its beginning.
constexpr std::size_t kAgentBytes = 256;
constexpr std::string_view kTimeoutHeader = "X-Prometheus-Scrape-Timeout-Seconds";
constexpr std::string_view kProjectPrefix = "huaweicloud_workspace_";

/// The value of the last parameter of that name.
std::optional<std::string_view> FindParameter(const WebRequest& request, std::string_view wanted) {
  std::optional<std::string_view> found;
  for (const auto& [name, value] : request.query) {
    if (name == wanted) found = value;
  }
  return found;
}

/// Of what a scrape got of each project, the one with the greatest weight is what it is counted as.
int Weight(ScrapeResult result) {
  switch (result) {
    case ScrapeResult::kCached: return 0;
    case ScrapeResult::kShared: return 1;
    case ScrapeResult::kCollected: return 2;
    case ScrapeResult::kStale: return 3;
    default: return 4;
  }
}

/// Its own name where it has one, else that of the first of all projects that uses it: not that of one which did so
/// before a reload, since that may be another identity's now.
std::string LabelOf(const Identity& identity, const ProjectList& all) {
  const auto first =
      std::ranges::find(all, &identity, [](const std::shared_ptr<Project>& project) { return &project->identity(); });
  if (first == all.end()) return {};
  const ProjectOptions& options = (*first)->options();
  return options.identity_name.empty() ? options.name : options.identity_name;
}

Caller WhoAsks(const WebRequest& request) {
  return {.address = request.address,
          .agent = std::string(FindHeader(request.headers, "User-Agent").substr(0, kAgentBytes)),
          .client = ForwardedFor(request.headers),
          .tells_timeout = !FindHeader(request.headers, kTimeoutHeader).empty(),
          .host = request.peer,
          .connection = request.connection,
          .receipt = request.receipt};
}

WebResponse Show(const WebRequest& request, const std::vector<prometheus::MetricFamily>& families) {
  Exposition page =
      Expose(families, FindHeader(request.headers, "Accept"), FindHeader(request.headers, "Accept-Encoding"));
  WebResponse response{.content_type = std::string(page.content_type), .body = std::move(page.body)};
  response.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  if (page.gzip) response.headers.emplace_back("Content-Encoding", "gzip");
  return response;
}

}  // namespace

ScrapePage::ScrapePage(const Clock& clock, ScrapeOptions options, prometheus::Registry& registry,
                       ExporterMetrics& metrics, const ConnectionCounts& connections, const ProjectSet& projects,
                       Scrapers& scrapers)
    : clock_(clock),
      options_(options),
      registry_(registry),
      metrics_(metrics),
      connection_metrics_(connections),
      projects_(projects),
      scrapers_(scrapers) {}

WebResponse ScrapePage::Answer(const WebRequest& request) {
  if (const auto collect = FindParameter(request, "collect")) {
    return *collect == "exporter" ? Show(request, OwnFamilies()) : PlainAnswer(400, "collect: only exporter is known");
  }
  const auto projects = projects_.List();
  const std::uint64_t page = Prepare(request, Scrapers::kAllProjects, *projects, writing_all_);
  return Timed(writing_all_, [&] { return Show(request, AllFamilies(*projects, page)); });
}

WebResponse ScrapePage::Probe(const WebRequest& request) {
  const auto name = FindParameter(request, "project");
  if (!name || name->empty()) return PlainAnswer(400, "project: the name of a project is missing");
  const auto projects = projects_.List();
  const auto found = std::ranges::find(*projects, *name, [](const auto& known) { return known->options().name; });
  if (found == projects->end()) return PlainAnswer(404, "project: there is none of that name");
  const std::shared_ptr<Project>& project = *found;
  const std::uint64_t page = Prepare(request, *name, {project}, writing_one_);
  return Timed(writing_one_, [&] { return Show(request, ProjectFamilies({project}, *projects, page)); });
}

WebResponse ScrapePage::Timed(std::atomic<Milliseconds>& writing, const std::function<WebResponse()>& write) const {
  const SteadyTime began = clock_.SteadyNow();
  WebResponse response = write();
  writing = std::chrono::ceil<Milliseconds>(clock_.SteadyNow() - began);
  return response;
}

std::uint64_t ScrapePage::Prepare(const WebRequest& request, std::string_view subject, const ProjectList& projects,
                                  Milliseconds writing) {
  if (request.method != "GET") return 0;
  const Caller caller = WhoAsks(request);
  scrapers_.Arrive(caller, subject, clock_.SteadyNow());
  const ScrapeTime time = TimeOfScrape(FindHeader(request.headers, kTimeoutHeader), options_);
  Refresh(projects, Deadline::In(clock_, WaitBudget(time.budget, writing)),
          Deadline::In(clock_, WaitBudget(time.patience, writing)));
  return scrapers_.Begin(caller, subject);
}

void ScrapePage::Refresh(const ProjectList& projects, Deadline deadline, Deadline patience) {
  std::list<Project::Scrape> scrapes;
  for (const auto& project : projects) scrapes.emplace_back(*project);
  // A project that has nothing yet does not keep the figures of the others from the scraper.
  if (std::ranges::any_of(projects, [](const auto& project) { return project->HasSomethingToShow(); })) {
    deadline = patience;
  }
  std::vector<ScrapeResult> results;
  for (Project::Scrape& scrape : scrapes) results.push_back(scrape.Await(deadline));
  if (!results.empty()) metrics_.Scraped(*std::ranges::max_element(results, {}, Weight));
}

std::vector<prometheus::MetricFamily> ScrapePage::ProjectFamilies(const ProjectList& projects, const ProjectList& all,
                                                                  std::uint64_t page) const {
  FamilySet families;
  std::map<const Identity*, std::optional<WallTime>> expiries;
  std::map<const Identity*, QuotaState> quotas;
  for (const auto& project : projects) {
    project->AddTo(families, scrapers_.EditionOf(page, project->options().name, clock_.SteadyNow()));
    const auto expiry = project->SignInExpiresAt();
    auto& earliest = expiries[&project->identity()];
    if (expiry && (!earliest || *expiry < *earliest)) earliest = expiry;
    QuotaState& quota = quotas[&project->identity()];
    quota = Tighter(project->Quota(), quota);
  }
  for (const auto& [identity, expiry] : expiries) {
    AddIdentityFamilies(families, LabelOf(*identity, all), quotas[identity], identity->skew.Seconds(), expiry);
  }
  return std::move(families).Take();
}

std::vector<prometheus::MetricFamily> ScrapePage::AllFamilies(const ProjectList& projects, std::uint64_t page) const {
  std::vector<prometheus::MetricFamily> families = ProjectFamilies(projects, projects, page);
  std::ranges::move(registry_.Collect(), std::back_inserter(families));
  AddProcess(families);
  return families;
}

std::vector<prometheus::MetricFamily> ScrapePage::OwnFamilies() const {
  std::vector<prometheus::MetricFamily> families;
  std::ranges::copy_if(registry_.Collect(), std::back_inserter(families),
                       [](const auto& family) { return !family.name.starts_with(kProjectPrefix); });
  AddProcess(families);
  return families;
}

void ScrapePage::AddProcess(std::vector<prometheus::MetricFamily>& families) const {
  std::ranges::move(connection_metrics_.Collect(), std::back_inserter(families));
  std::ranges::move(process_metrics_.Collect(), std::back_inserter(families));
}

}  // namespace workspace_exporter
