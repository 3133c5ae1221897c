#include "config/flagfile.h"

#include <doctest/doctest.h>

#include "flag_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("a flag file has a flag on each line, comments and blank lines") {
  const SourceFlags flags =
      ReadFlagfile("# a comment\n\n  --project = my # project  \r\n\t-page-size 5\n   # another\n--once", "flags.txt");
  CHECK(flags.faults.empty());
  CHECK(Given(flags) == Lines{"once=true", "page_size=5", "project== my # project"});
}

TEST_CASE("spaces around a flag and its value are dropped, quotes are not") {
  CHECK(Given(ReadFlagfile("  --project=  \"a b\"  ", "f")) == Lines{"project=\"a b\""});
  CHECK(Given(ReadFlagfile("--project=", "f")) == Lines{"project="});
  CHECK(Given(ReadFlagfile("--noonce", "f")) == Lines{"once=false"});
  CHECK(Given(ReadFlagfile("", "f")).empty());
}

TEST_CASE("a fault in a flag file names the file and the line") {
  CHECK(ReadFlagfile("--project=a\n\n--project=b\n--page_size\n--bad=hunter2\nhunter2\n---once\n", "f").faults ==
        Lines{"--project: given twice (from f line 3)",
              "--page_size: needs a value, as in --page_size=VALUE (from f line 4)",
              "--bad: no such flag (from f line 5)",
              "--flagfile: a line that is no flag; flags begin with -- (from f line 6)",
              "--flagfile: a line that is no flag; flags begin with -- (from f line 7)"});
}

TEST_CASE("a flag file names no other, and no flag that belongs on the command line") {
  CHECK(ReadFlagfile("--flagfile=g\n--help\n", "f").faults ==
        Lines{"--flagfile: belongs on the command line (from f line 1)",
              "--help: belongs on the command line (from f line 2)"});
}

}  // namespace
}  // namespace workspace_exporter
