#include "config/environment.h"

#include <doctest/doctest.h>

#include "flag_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;
using Variables = std::vector<const char*>;

TEST_CASE("a variable of the environment sets the flag of its name") {
  const SourceFlags flags = ReadEnvironment(Variables{"PATH=/bin", "WORKSPACE_EXPORTER_PAGE_SIZE=5",
                                                      "WORKSPACE_EXPORTER_PROJECT=a=b", "WORKSPACE_EXPORTER_ONCE="});
  CHECK(flags.faults.empty());
  CHECK(Given(flags) == Lines{"once=", "page_size=5", "project=a=b"});
  CHECK(flags.settings.at("page_size").named == "--page_size");
  CHECK(flags.settings.at("page_size").from == "WORKSPACE_EXPORTER_PAGE_SIZE");
}

TEST_CASE("a variable that is nearly a flag is a fault, and one that is nothing like a flag is left alone") {
  CHECK(ReadEnvironment(Variables{"WORKSPACE_EXPORTER_PAGE_SISE=5", "WORKSPACE_EXPORTER_page_size=5",
                                  "WORKSPACE_EXPORTER_IAM_PASSWORD=hunter2", "WORKSPACE_EXPORTER_=1",
                                  "WORKSPACE_EXPORTER_NOONCE=1", "WORKSPACE_EXPORTER_WEB_PORT=80"})
            .faults == Lines{"WORKSPACE_EXPORTER_PAGE_SISE: no such flag; did you mean WORKSPACE_EXPORTER_PAGE_SIZE?",
                             "WORKSPACE_EXPORTER_page_size: no such flag; did you mean WORKSPACE_EXPORTER_PAGE_SIZE?",
                             "WORKSPACE_EXPORTER_IAM_PASSWORD: no such flag; did you mean "
                             "WORKSPACE_EXPORTER_IAM_PASSWORD_FILE?",
                             "WORKSPACE_EXPORTER_NOONCE: no such flag; did you mean WORKSPACE_EXPORTER_ONCE?"});
}

TEST_CASE("what Kubernetes sets for a Service of that name is passed over") {
  const SourceFlags flags = ReadEnvironment(
      Variables{"WORKSPACE_EXPORTER_SERVICE_HOST=10.0.0.1", "WORKSPACE_EXPORTER_SERVICE_PORT=10110",
                "WORKSPACE_EXPORTER_SERVICE_PORT_HTTP=10110", "WORKSPACE_EXPORTER_PORT=tcp://10.0.0.1:10110",
                "WORKSPACE_EXPORTER_PORT_10110_TCP=tcp://10.0.0.1:10110", "WORKSPACE_EXPORTER_PORT_10110_TCP_PROTO=tcp",
                "WORKSPACE_EXPORTER_PORT_10110_TCP_PORT=10110", "WORKSPACE_EXPORTER_PORT_10110_TCP_ADDR=10.0.0.1",
                "WORKSPACE_EXPORTER_BLUE_SERVICE_HOST=10.0.0.2"});
  CHECK(flags.faults == Lines{});
  CHECK(flags.settings.empty());
}

TEST_CASE("a flag of the command line cannot be set by the environment") {
  CHECK(ReadEnvironment(Variables{"WORKSPACE_EXPORTER_HELP=1"}).faults ==
        Lines{"--help: belongs on the command line (from WORKSPACE_EXPORTER_HELP)"});
}

TEST_CASE("a variable is found by its whole name") {
  const Variables environment = {"HW_USER=a", "HW_USER_NAME=b=c", "ODD", "EMPTY="};
  CHECK(FindVariable(environment, "HW_USER_NAME") == "b=c");
  CHECK(FindVariable(environment, "HW_USER") == "a");
  CHECK(FindVariable(environment, "HW").empty());
  CHECK(FindVariable(environment, "EMPTY").empty());
}

}  // namespace
}  // namespace workspace_exporter
