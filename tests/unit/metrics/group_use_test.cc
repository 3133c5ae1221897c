#include "metrics/group_use.h"

#include <doctest/doctest.h>

#include "support/families.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

ServerGroupTally Group(const std::string& id, std::vector<std::uint64_t> users) {
  return {.group = {.id = id, .name = "n" + id}, .users = std::move(users), .servers = {7}};
}

std::map<Labels, double> Show(const GroupUse& use, const std::string& name) {
  FamilySet families;
  use.AddTo(families, "p");
  return SamplesOf(std::move(families).Take(), "huaweicloud_workspace_" + name).value();
}

Labels OfGroup(const std::string& name, const std::string& id) {
  return {{"project", "p"}, {"server_group", name}, {"server_group_id", id}};
}

TEST_CASE("users and servers are shown in all and by group, 0 for a group that had some") {
  GroupUse use(5000, 1h);
  use.See({.groups = {Group("1", {1, 2}), Group("2", {2})}, .users = 2}, SteadyTime(1h));
  CHECK(Show(use, "users") == std::map<Labels, double>{{{{"project", "p"}}, 2}});
  CHECK(Show(use, "server_group_users") == std::map<Labels, double>{{OfGroup("n1", "1"), 2}, {OfGroup("n2", "2"), 1}});
  CHECK(Show(use, "servers_in_use").at(OfGroup("n1", "1")) == 1);
  use.See({.groups = {Group("1", {1})}, .users = 1}, SteadyTime(1h));
  CHECK(Show(use, "server_group_users") == std::map<Labels, double>{{OfGroup("n1", "1"), 1}, {OfGroup("n2", "2"), 0}});
}

TEST_CASE("a user of several groups that are folded counts once") {
  GroupUse use(1, 1h);
  use.See({.groups = {Group("1", {1}), Group("2", {2, 3}), Group("3", {3, 4})}, .users = 4}, SteadyTime(1h));
  CHECK(Show(use, "server_group_users") ==
        std::map<Labels, double>{{OfGroup("n1", "1"), 1}, {OfGroup("_other", "_other"), 3}});
}

}  // namespace
}  // namespace workspace_exporter
