#include "landing/project_section.h"

#include <fmt/format.h>

#include "base/percent_encoding.h"
#include "landing/group_table.h"
#include "landing/html_text.h"
#include "landing/state_bar.h"

namespace workspace_exporter {
namespace {

/// The class of the style sheet, and the word.
struct Badge {
  const char* css_class;
  const char* word;
};

Badge BadgeOf(ProjectHealth health) {
  switch (health) {
    case ProjectHealth::kFailing: return {"bad", "failing"};
    case ProjectHealth::kStale: return {"notable", "stale"};
    case ProjectHealth::kWaiting: return {"notable", "no figures yet"};
    case ProjectHealth::kUp: break;
  }
  return {"good", "up"};
}

std::string Collecting(const ProjectStatus& status) {
  if (!status.collecting) return {};
  if (status.pages_planned == 0) return " A collection is under way.";
  return fmt::format(" A collection is under way: {} of {} pages read.", status.pages_read, status.pages_planned);
}

std::string AgeOf(const char* what, const std::optional<std::chrono::seconds>& age) {
  return age ? fmt::format("{} {} ago", what, InWords(*age)) : fmt::format("{} not yet", what);
}

std::string Ages(const ProjectStatus& status) {
  std::string text = HealthOf(status) == ProjectHealth::kWaiting && !status.collecting
                         ? "Waits for a first scrape: the list of sessions is read when Prometheus asks."
                         : fmt::format("{}, {}.", AgeOf("Live sessions listed", status.live_age),
                                       AgeOf("all others", status.ended_age));
  if (HealthOf(status) == ProjectHealth::kStale) {
    text += fmt::format(" Figures of more than {} are not shown; the next scrape brings new ones.",
                        InWords(status.max_staleness));
  }
  return fmt::format("<p>{}{}</p>\n", text, Collecting(status));
}

std::string Failure(const ProjectStatus& status) {
  if (!status.last_failure) return {};
  const FailureInWords& failure = *status.last_failure;
  const std::string hint = failure.hint.empty() ? "" : fmt::format("<br>Usually: {}.", EscapeHtml(failure.hint));
  const bool is_over = HealthOf(status) != ProjectHealth::kFailing;
  return fmt::format("<p class=\"{}\">{} {} ago{}: {}{}</p>\n", is_over ? "past" : "failure",
                     is_over ? "A collection failed" : "The last collection failed", InWords(failure.ago),
                     is_over ? ", and has been made good since" : "", EscapeHtml(failure.message), hint);
}

}  // namespace

std::string ProjectSection(const ProjectStatus& status, std::size_t most_groups, const PageQuery& query) {
  const Badge badge = BadgeOf(HealthOf(status));
  const PageQuery alone = {.project = status.name, .order = query.order};
  return fmt::format("<section>\n<h2><a href=\"{}\">{}</a> <span class=\"badge {}\">{}</span></h2>\n", LinkTo(alone),
                     EscapeHtml(status.name), badge.css_class, badge.word) +
         Ages(status) + Failure(status) + StateBar(status) + GroupTable(status, most_groups, query) +
         fmt::format("<p><a href=\"/probe?project={}\">Probe<span class=\"unseen\"> of {}</span></a></p>\n</section>\n",
                     PercentEncode(status.name), EscapeHtml(status.name));
}

}  // namespace workspace_exporter
