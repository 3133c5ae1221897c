#include "config/credentials_file.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a file with keys in its section [basic] is good") {
  for (const char* good : {"[basic]\nak = A\nsk = S\n", "[ basic ]\r\nsk=S\r\nak=A",
                           "[basic] # mine\nak = A ; key\nsk = S#1\n", "[global]\nak=\n[basic]\nak=A\nsk=S",
                           "# note\n; note\n\n[basic]\nak=A\nsk=a=b\nsecurity_token=T\n[global]\n"}) {
    CAPTURE(good);
    CHECK(CredentialsProblem(good).empty());
  }
}

TEST_CASE("a file without keys there says what is missing") {
  for (const char* bad :
       {"", "ak=A\nsk=S\n", "[global]\nak=A\nsk=S\n", "[basic]\nak=A\n", "[basic]\nak=A\nsk=\n",
        "[basic]\nak=A\n[global]\nsk=S\n", "[basic\nak=A\nsk=S", "[basic]\n#ak=A\nsk=S", "[basic]\nak A"}) {
    CAPTURE(bad);
    CHECK(CredentialsProblem(bad).starts_with("the file holds no section [basic] with ak and sk"));
  }
  CHECK(CredentialsProblem("[basic]\nak=A\nsk=a b\n").ends_with("something else than one word"));
}

TEST_CASE("a ~ in front stands for HOME, and for nothing else") {
  const std::vector<const char*> environment = {"HOME=home"};
  const ProjectContext context = {.files = SomeFiles(), .environment = environment};
  CHECK(CheckCredentialsFile("~/.huaweicloud/credentials", context).value == "home/.huaweicloud/credentials");
  CHECK(CheckCredentialsFile("~/.huaweicloud/credentials", context).problem.empty());
  CHECK(CheckCredentialsFile("~other/x", context).value == "~other/x");
  CHECK(CheckCredentialsFile("~/x", {.files = SomeFiles()}).problem.starts_with("~ stands for HOME"));
}

}  // namespace
}  // namespace workspace_exporter
