#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "config/identity_name.h"
#include "config_fixture.h"

namespace workspace_exporter {
namespace {

TEST_CASE("the example of the documentation loads, and says what its comments do") {
  std::ifstream file(EXAMPLE_CONFIG);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  const FileTexts files = {{"/etc/workspace_exporter/contracts/access_key", "AK\n"},
                           {"/etc/workspace_exporter/contracts/secret_key", "SK\n"},
                           {"/etc/workspace_exporter/call-centre/token", "MIIToken\n"},
                           {"/etc/workspace_exporter/factory/password", "password\n"}};
  const OptionsOrFaults read = ReadConfigOf(text.str(), {}, {}, files);
  CHECK(FaultsOf(read) == Faults{});
  const std::vector<ProjectOptions>& projects = std::get<Options>(read).projects;
  REQUIRE(projects.size() == 3);
  CHECK(projects[0].identity == projects[1].identity);
  CHECK(projects[1].identity_name == "operations");
  CHECK(projects[2].identity_name.empty());
  CHECK(projects[0].endpoint.host == "workspace.ap-southeast-1.myhuaweicloud.com");
  CHECK(projects[0].overdue == ProjectOptions{}.overdue);
  CHECK(projects[1].overdue ==
        std::vector<OverdueAfter>{{"AppcInit", std::chrono::minutes(2)}, {"Disconnected", std::chrono::hours(1)}});
  CHECK(projects[2].proxy == Origin{.tls = false, .host = "proxy.example.com", .port = 3128});
  CHECK(projects[2].group_by == std::vector<std::string>{"session_state", "server_group"});
}

}  // namespace
}  // namespace workspace_exporter
