#include "exporter/answers/landing_endpoint.h"

#include <utility>

#include "exposition/gzip.h"
#include "exposition/negotiation.h"
#include "landing/page_assets.h"
#include "web/router.h"

namespace workspace_exporter {

LandingEndpoint::LandingEndpoint(LandingFrame frame, const ProjectSet& projects, const Clock& clock)
    : frame_(std::move(frame)), projects_(projects), clock_(clock), policy_(LandingPolicy()) {}

WebResponse LandingEndpoint::Answer(const WebRequest& request) const {
  const PageQuery query = ReadPageQuery(request.query);
  std::vector<ProjectStatus> projects;
  const auto served = projects_.List();
  for (const auto& project : *served) {
    if (query.project.empty() || query.project == project->options().name) projects.push_back(project->Status());
  }
  if (projects.empty() && !query.project.empty()) return PlainAnswer(404, "project: there is none of that name");
  WebResponse response{
      .content_type = "text/html; charset=utf-8",
      .headers = {{"Content-Security-Policy", policy_}, {"Cache-Control", "no-store"}, {"Vary", "Accept-Encoding"}},
      .body = LandingPage(frame_, std::move(projects), query, clock_.Now())};
  if (!AcceptsGzip(FindHeader(request.headers, "Accept-Encoding"))) return response;
  if (std::optional<std::string> compressed = Gzip(response.body)) {
    response.body = *std::move(compressed);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace workspace_exporter
