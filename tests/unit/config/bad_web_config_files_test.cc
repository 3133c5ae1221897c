#include <doctest/doctest.h>

#include "bad_files.h"
#include "web_config_fixture.h"

namespace workspace_exporter {
namespace {

// NN_what.yaml is read as conf/web.yaml, with the files of web_config_fixture.h; NN_what.expected holds the faults.
TEST_CASE("every bad web configuration has the faults that are expected of it") {
  CheckBadFiles(BAD_WEB_CONFIG_FILES, 30, [](const std::string& yaml) { return ReadWebConfigOf(yaml).faults; });
}

}  // namespace
}  // namespace workspace_exporter
