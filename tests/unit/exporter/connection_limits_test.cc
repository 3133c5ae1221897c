#include "exporter/connection_limits.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("with files enough, clients have the limits that there are") {
  const WebLimits usual;
  const WebLimits limits = LimitsFor(524'288);
  CHECK(limits.connections == usual.connections);
  CHECK(limits.connections_per_address == usual.connections_per_address);
  CHECK(limits.connections_of_machine == usual.connections_of_machine);
}

TEST_CASE("with few files, clients have half of them, an address a quarter of that, the machine three") {
  const WebLimits limits = LimitsFor(64);
  CHECK(limits.connections == 32);
  CHECK(limits.connections_per_address == 8);
  CHECK(limits.connections_of_machine == 24);
}

TEST_CASE("however few files there are, somebody can connect") {
  CHECK(LimitsFor(0).connections_per_address == 1);
  CHECK(LimitsFor(0).connections_of_machine == 3);
}

TEST_CASE("this process may have files open") { CHECK(OpenFilesLimit() > 8); }

}  // namespace
}  // namespace workspace_exporter
