#include "exporter/reload/watched_files.h"

#include <doctest/doctest.h>

#include "recorded_log.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a watched file that can no longer change is warned of, once") {
  FakeFileReader files({{"a", "1"}, {"b", "1"}});
  RecordedLog recorded;
  UnlinkedFileWarnings warnings(files, recorded.log);
  warnings.Look({"a", "b"});
  CHECK(recorded.Take().empty());
  files.Unlink("b");
  warnings.Look({"a", "b"});
  warnings.Look({"a", "b"});
  const LogLines lines = recorded.Take();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("level=warn msg=\"a watched file was replaced or deleted elsewhere"));
  CHECK(lines[0].ends_with(" file=b links=0"));
}

}  // namespace
}  // namespace workspace_exporter
