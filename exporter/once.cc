#include <algorithm>
#include <cstdio>

#include "exporter/commands.h"
#include "exposition/exposition.h"

namespace workspace_exporter {

int Once(Exporter& exporter) {
  exporter.scrape_page().Refresh(Deadline());
  const Exposition page = Expose(exporter.scrape_page().Families(/*with_projects=*/true), "", "");
  const bool written =
      std::fwrite(page.body.data(), 1, page.body.size(), stdout) == page.body.size() && std::fflush(stdout) == 0;
  const bool all_up = std::ranges::all_of(exporter.projects(), [](const auto& project) { return project->View().up; });
  return written && all_up ? 0 : 1;
}

}  // namespace workspace_exporter
