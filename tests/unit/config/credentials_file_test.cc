#include "config/credentials_file.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a ~ in front stands for HOME, and for nothing else") {
  const std::vector<const char*> environment = {"HOME=home"};
  const SettingContext context = {.files = SomeFiles(), .environment = environment};
  CHECK(CheckCredentialsFile("~/.huaweicloud/credentials", context).value == "home/.huaweicloud/credentials");
  CHECK(CheckCredentialsFile("~/.huaweicloud/credentials", context).problem.empty());
  CHECK(CheckCredentialsFile("~other/x", context).value == "~other/x");
  CHECK(CheckCredentialsFile("~/x", {.files = SomeFiles()}).problem.starts_with("~ stands for HOME"));
}

}  // namespace
}  // namespace workspace_exporter
