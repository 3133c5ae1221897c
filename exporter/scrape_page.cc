#include "exporter/scrape_page.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <utility>

#include "exposition/exposition.h"
#include "metrics/family_set.h"
#include "web/router.h"

namespace workspace_exporter {
namespace {

constexpr Milliseconds kLongestScrape = std::chrono::minutes(2);
constexpr std::string_view kProjectPrefix = "huaweicloud_workspace_";

/// What ?collect= asks for.
enum class Collect : std::uint8_t { kAll, kExporterOnly, kUnknown };

Collect ReadCollect(const WebRequest& request) {
  Collect collect = Collect::kAll;
  for (const auto& [name, value] : request.query) {
    if (name != "collect") continue;
    if (value != "exporter") return Collect::kUnknown;
    collect = Collect::kExporterOnly;
  }
  return collect;
}

}  // namespace

Milliseconds ScrapeBudget(std::string_view header, const ScrapeOptions& options) {
  double seconds = 0;
  const char* const end = header.data() + header.size();
  const auto [parsed, fault] = std::from_chars(header.data(), end, seconds);
  const std::chrono::duration<double> asked(seconds);
  const bool is_number = fault == std::errc() && parsed == end && !header.empty() && std::isfinite(seconds);
  if (!is_number || asked <= options.offset) return options.timeout - options.offset;
  if (asked >= kLongestScrape) return kLongestScrape - options.offset;
  return std::chrono::floor<Milliseconds>(asked) - options.offset;
}

ScrapePage::ScrapePage(const Clock& clock, ScrapeOptions options, prometheus::Registry& registry,
                       ExporterMetrics& metrics, std::vector<std::unique_ptr<Project>>& projects)
    : clock_(clock), options_(options), registry_(registry), metrics_(metrics), projects_(projects) {}

WebResponse ScrapePage::Answer(const WebRequest& request) {
  const Deadline deadline =
      Deadline::In(clock_, ScrapeBudget(FindHeader(request.headers, "X-Prometheus-Scrape-Timeout-Seconds"), options_));
  const Collect collect = ReadCollect(request);
  if (collect == Collect::kUnknown) {
    return PlainAnswer(400, "collect: only exporter is known");
  }
  const bool with_projects = collect == Collect::kAll;
  if (with_projects && request.method == "GET") Refresh(deadline);
  Exposition page = Expose(Families(with_projects), FindHeader(request.headers, "Accept"),
                           FindHeader(request.headers, "Accept-Encoding"));
  WebResponse response{.content_type = std::string(page.content_type), .body = std::move(page.body)};
  response.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  if (page.gzip) response.headers.emplace_back("Content-Encoding", "gzip");
  return response;
}

std::vector<prometheus::MetricFamily> ScrapePage::Families(bool with_projects) {
  FamilySet of_projects;
  if (with_projects) {
    for (const auto& project : projects_) project->AddTo(of_projects);
  }
  std::vector<prometheus::MetricFamily> families = std::move(of_projects).Take();
  for (prometheus::MetricFamily& family : registry_.Collect()) {
    const bool is_of_projects = family.name.starts_with(kProjectPrefix);
    if (with_projects || !is_of_projects) families.push_back(std::move(family));
  }
  std::ranges::move(process_metrics_.Collect(), std::back_inserter(families));
  return families;
}

void ScrapePage::Refresh(Deadline deadline) {
  for (const auto& project : projects_) metrics_.Scraped(project->Refresh(deadline));
}

}  // namespace workspace_exporter
