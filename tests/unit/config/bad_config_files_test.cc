#include <doctest/doctest.h>

#include "bad_files.h"
#include "config_fixture.h"

namespace workspace_exporter {
namespace {

// NN_what.yaml is read as config.yaml, together with the files of project_fixture.h.
TEST_CASE("every bad configuration file has the faults that are expected of it") {
  CheckBadFiles(BAD_CONFIG_FILES, 40, [](const std::string& yaml) { return FaultsOf(ReadConfigOf(yaml)); });
}

}  // namespace
}  // namespace workspace_exporter
