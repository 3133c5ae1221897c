#include "landing/group_table.h"

#include <doctest/doctest.h>

#include "landing_fixture.h"

namespace workspace_exporter {
namespace {

TEST_CASE("the heads of the table are links that sort it, and turn the order round at a second click") {
  const ProjectStatus project = ProjectOfGroups("p", 2);
  const std::string by_name = GroupTable(project, 50, {});
  CHECK(Has(by_name, R"(<th scope="col" aria-sort="ascending"><a href="/?sort=-name">Server group</a></th>)"));
  CHECK(Has(by_name, R"(<th scope="col"><a href="/?sort=-Active">Active</a></th>)"));
  const std::string by_active = GroupTable(project, 50, {.project = "p", .order = {GroupColumn::kActive, true}});
  CHECK(Has(by_active,
            R"(<th scope="col" aria-sort="descending"><a href="/?project=p&amp;sort=Active">Active</a></th>)"));
  CHECK(Has(by_active, R"(<th scope="col"><a href="/?project=p">Server group</a></th>)"));
}

TEST_CASE("among all projects the first groups are shown, and the rest is a link away") {
  const std::string table = GroupTable(ProjectOfGroups("p", 51), 50, {.page = 2});
  CHECK(CountOf(table, "<th scope=\"row\">") == 50);
  CHECK(Has(table, R"(<p>1 to 50 of 51 server groups · <a href="/?project=p">show all</a></p>)"));
  CHECK_FALSE(Has(GroupTable(ProjectOfGroups("p", 50), 50, {}), "server groups ·"));
  const std::string no_room = R"(<p>3 server groups · <a href="/?project=p">show all</a></p>)";
  CHECK(GroupTable(ProjectOfGroups("p", 3), 0, {}) == no_room + "\n");
}

TEST_CASE("on its own page a project has its groups page by page") {
  const ProjectStatus project = ProjectOfGroups("p", 5);
  const std::string second = GroupTable(project, 2, {.project = "p", .page = 2});
  CHECK(Has(second, "g002"));
  CHECK(Has(second, "g003"));
  CHECK(CountOf(second, "<th scope=\"row\">") == 2);
  CHECK(
      Has(second,
          R"(3 to 4 of 5 server groups · <a href="/?project=p">those before</a> · <a href="/?project=p&amp;page=3">)"));
  const std::string last = GroupTable(project, 2, {.project = "p", .page = 3});
  CHECK(Has(last, "5 to 5 of 5"));
  CHECK_FALSE(Has(last, "those after"));
  CHECK(GroupTable(project, 2, {.project = "p", .page = 4}) == GroupTable(project, 2, {.project = "p"}));
}

TEST_CASE("a figure that is too old to be shown is a dash, as are users without live sessions listed") {
  ProjectStatus project = ProjectOfGroups("p", 1);
  project.live_age = std::chrono::seconds(301);
  const std::string table = GroupTable(project, 50, {});
  CHECK(Has(table, "<td>–</td><td>–</td><td>–</td><td>0</td><td>0</td><td>–</td><td>–</td></tr>"));
  project.ended_age = std::nullopt;
  CHECK(GroupTable(project, 50, {}).empty());
}

TEST_CASE("a group without a name has its id, and sessions of no group are told so") {
  ProjectStatus project = ProjectOfGroups("p", 0);
  CHECK(GroupTable(project, 50, {}).empty());
  project.tally =
      TallyOf({{{.id = "1", .name = ""}, {1}}, {{.id = "", .name = ""}, {2}}, {{.id = "2", .name = "<b>"}, {3}}});
  const std::string table = GroupTable(project, 50, {});
  CHECK(Has(table, "<th scope=\"row\">1</th><td>1</td>"));
  CHECK(Has(table, "<th scope=\"row\">(none)</th><td>2</td>"));
  CHECK(Has(table, "<th scope=\"row\">&lt;b&gt;</th><td>3</td>"));
  project.by_group = false;
  CHECK(GroupTable(project, 50, {}).empty());
}

}  // namespace
}  // namespace workspace_exporter
