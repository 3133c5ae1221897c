#include "landing/landing_page.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/iso_time.h"
#include "landing/html_text.h"
#include "landing/page_assets.h"
#include "landing/project_section.h"

namespace workspace_exporter {
namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the projects</a>
<header>
<h1>workspace_exporter</h1>
<p>User sessions of Huawei Cloud Workspace, for Prometheus. Version {version}.</p>
<nav aria-label="Exporter"><ul>
<li><a href="/">All projects</a></li>
<li><a href="{telemetry_path}">Metrics</a></li>
<li><a href="{telemetry_path}?collect=exporter">Metrics of the exporter alone</a></li>
<li><a href="/-/healthy">Health</a></li>
<li><a href="/-/ready">Readiness</a></li>
<li><a href="#reading">Documentation</a></li>
</ul></nav>
</header>
<p id="lost" class="failure" role="alert" hidden>The exporter does not answer: these figures are of <span></span>.</p>
<main id="main">
<p>As of <time>{now}</time>.</p>
)";

constexpr const char* kTail = R"(</main>
<footer id="reading">
<h2>Documentation</h2>
<p>The figures are those of the last collection, as on the metrics page; opening this page starts none. A dash stands
for a figure that is not there, or is too old to be shown.</p>
<dl>
<dt>Active</dt><dd>a user is connected</dd>
<dt>Disconnected</dt><dd>the user has gone, the application still runs</dd>
<dt>AppcInit</dt><dd>the application is being started</dd>
<dt>SignedOut</dt><dd>ended, within the project's lookback</dd>
<dt>InitFail</dt><dd>failed to start, within the project's lookback; the metrics have the codes</dd>
<dt>Users, Servers</dt><dd>distinct ones with a live session</dd>
</dl>
<p>More: README.md and the folder docs of the program's sources; docs/runbooks has what to do when an alert fires.</p>
</footer>
<script>{script}</script>
</body>
</html>
)";

/// "2024-02-27 03:47:51 UTC"
std::string UtcSecond(WallTime time) {
  std::string text = FormatIsoTime(time).substr(0, std::string_view("2024-02-27T03:47:51").size());
  text[text.find('T')] = ' ';
  return text + " UTC";
}

std::string Pages(const PageQuery& query, std::size_t pages, std::size_t projects) {
  if (pages <= 1) return {};
  std::string text = fmt::format("<nav aria-label=\"Pages\"><p>{} projects, those in trouble first:", projects);
  for (std::size_t page = 1; page <= pages; ++page) {
    const PageQuery other = {.order = query.order, .page = page};
    text += page == query.page ? fmt::format(" <b aria-current=\"page\">{}</b>", page)
                               : fmt::format(" <a href=\"{}\">page {}</a>", LinkTo(other), page);
  }
  return text + "</p></nav>\n";
}

std::string AllSections(std::vector<ProjectStatus> projects, PageQuery query) {
  if (projects.empty()) return "<p>There are no projects.</p>\n";
  std::ranges::sort(projects, {},
                    [](const ProjectStatus& status) { return std::tuple(HealthOf(status), status.name); });
  const std::size_t pages = (projects.size() + kProjectsOnPage - 1) / kProjectsOnPage;
  if (query.page > pages) query.page = 1;
  const std::size_t first = (query.page - 1) * kProjectsOnPage;
  const std::size_t end = std::min(first + kProjectsOnPage, projects.size());
  std::string text;
  std::size_t rows_left = kGroupsOnPage;
  for (std::size_t i = first; i < end; ++i) {
    const std::size_t groups = projects[i].tally == nullptr ? 0 : projects[i].tally->groups.size();
    const std::size_t most = std::min({kGroupsOfProject, groups, rows_left});
    rows_left -= most;
    text += ProjectSection(projects[i], most, query);
  }
  return text + Pages(query, pages, projects.size());
}

}  // namespace

std::string LandingPage(const LandingFrame& frame, std::vector<ProjectStatus> projects, const PageQuery& query,
                        WallTime now) {
  const bool is_alone = !query.project.empty();
  const std::string title = is_alone ? query.project + " – workspace_exporter" : "workspace_exporter";
  return fmt::format(kHead, fmt::arg("title", EscapeHtml(title)), fmt::arg("style", kPageStyle),
                     fmt::arg("version", EscapeHtml(frame.version)),
                     fmt::arg("telemetry_path", EscapeHtml(frame.telemetry_path)), fmt::arg("now", UtcSecond(now))) +
         (is_alone ? ProjectSection(projects.front(), kGroupsOnPage, query) : AllSections(std::move(projects), query)) +
         fmt::format(kTail, fmt::arg("script", kPageScript));
}

}  // namespace workspace_exporter
