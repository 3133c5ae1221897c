#include "landing/group_rows.h"

#include <doctest/doctest.h>

#include "landing_fixture.h"

namespace workspace_exporter {
namespace {

const ServerGroup kOffice = {.id = "1", .name = "Office"};
const ServerGroup kDesign = {.id = "2", .name = "Design"};

std::vector<std::string> NamesBy(GroupColumn column, bool descending, const SessionTally& tally) {
  std::vector<std::string> names;
  for (const GroupRow& row : GroupRows(tally, {.by = column, .descending = descending})) {
    names.push_back(row.group.name + row.group.id);
  }
  return names;
}

TEST_CASE("a group has one row, whatever else its sessions are told apart by") {
  SessionTally tally;
  tally.counts = {{LabelsOf(kOffice, "windows"), {1, 2, 3, 4, 5, 6}},
                  {LabelsOf(kOffice, "browser"), {10, 0, 0, 0, 0, 1}},
                  {LabelsOf(kDesign), {7, 0, 0, 0, 0, 0}}};
  tally.groups = {{.group = kOffice, .by_state = {}, .users = {11, 12}, .servers = {13}}};
  const std::vector<GroupRow> rows = GroupRows(tally, {});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].group == kDesign);
  CHECK(rows[1].by_state == StateCounts{11, 2, 3, 4, 5, 7});
  CHECK(rows[1].users == 2);
  CHECK(rows[1].servers == 1);
  CHECK(SumByState(tally) == StateCounts{18, 2, 3, 4, 5, 7});
}

TEST_CASE("rows are in the order asked for, and by name where that leaves them equal") {
  const auto tally =
      TallyOf({{{"1", "b"}, {1, 0, 0, 5, 0, 0}}, {{"2", "a"}, {2, 0, 0, 5, 0, 0}}, {{"3", "a"}, {0, 0, 0, 9, 0, 0}}});
  using Names = std::vector<std::string>;
  CHECK(NamesBy(GroupColumn::kName, false, *tally) == Names{"a2", "a3", "b1"});
  CHECK(NamesBy(GroupColumn::kName, true, *tally) == Names{"b1", "a2", "a3"});
  CHECK(NamesBy(GroupColumn::kActive, true, *tally) == Names{"a2", "b1", "a3"});
  CHECK(NamesBy(GroupColumn::kUsers, false, *tally) == Names{"a3", "b1", "a2"});
  CHECK(NamesBy(GroupColumn::kSignedOut, true, *tally) == Names{"a3", "a2", "b1"});
  CHECK(NamesBy(GroupColumn::kSignedOut, false, *tally) == Names{"a2", "b1", "a3"});
}

}  // namespace
}  // namespace workspace_exporter
