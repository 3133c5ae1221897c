#include <algorithm>
#include <cstdio>

#include "exporter/commands.h"
#include "exposition/exposition.h"

namespace workspace_exporter {

int Once(Exporter& exporter) {
  const auto projects = exporter.projects().List();
  exporter.scrape_page().Refresh(*projects, Deadline(), Deadline());
  const Exposition page = Expose(exporter.scrape_page().AllFamilies(*projects, /*page=*/0), "", "");
  const bool written =
      std::fwrite(page.body.data(), 1, page.body.size(), stdout) == page.body.size() && std::fflush(stdout) == 0;
  const bool all_up = std::ranges::all_of(*projects, [](const auto& project) { return project->View().up; });
  return written && all_up ? 0 : 1;
}

}  // namespace workspace_exporter
