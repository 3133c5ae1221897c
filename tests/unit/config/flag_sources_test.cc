#include "config/flag_sources.h"

#include <doctest/doctest.h>

#include "flag_fixture.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;
using Arguments = std::vector<const char*>;

SourceFlags Line(const Arguments& arguments) { return ReadCommandLine(arguments); }

TEST_CASE("a flag is written with one dash or two, its value after = or a space, dashes for underscores") {
  for (const Arguments& line :
       {Arguments{"--page_size=5"}, {"--page_size", "5"}, {"-page_size=5"}, {"-page-size", "5"}, {"--page-size=5"}}) {
    CAPTURE(line.front());
    CHECK(Given(Line(line)) == Lines{"page_size=5"});
    CHECK(Line(line).faults.empty());
  }
  CHECK(Given(Line({"--project=a=b", "--page_size="})) == Lines{"page_size=", "project=a=b"});
  CHECK(Given(Line({"--project", ""})) == Lines{"project="});
}

TEST_CASE("a boolean flag stands alone, with a value after =, or behind no") {
  CHECK(Given(Line({"--once"})) == Lines{"once=true"});
  CHECK(Given(Line({"--once=no"})) == Lines{"once=no"});
  CHECK(Given(Line({"-noonce"})) == Lines{"once=false"});
  CHECK(Line({"--noonce=true"}).faults == Lines{"--once: takes no value after --no"});
  CHECK(Line({"--nopage_size"}).faults.size() == 1);
  CHECK(Line({"--once", "true"}).faults == Lines{"true: not a flag; flags begin with --"});
}

TEST_CASE("a flag without its value does not swallow the next flag") {
  const SourceFlags flags = Line({"--project", "--page_size=5"});
  CHECK(flags.faults == Lines{"--project: needs a value, as in --project=VALUE"});
  CHECK(Given(flags) == Lines{"page_size=5"});
  CHECK(Line({"--project"}).faults.size() == 1);
}

TEST_CASE("a flag given twice is a fault, whatever its values") {
  CHECK(Line({"--project=a", "--project=a"}).faults == Lines{"--project: given twice"});
  CHECK(Line({"--once", "--noonce"}).faults == Lines{"--once: given twice"});
  CHECK(Line({"--page-size=1", "-page_size", "2"}).faults == Lines{"--page_size: given twice"});
}

TEST_CASE("unknown flags and stray words are faults, all of them told") {
  CHECK(Line({"--no_such_flag=1", "stray", "--page_sise=3", "-", "--", "--once"}).faults ==
        Lines{"--no_such_flag: no such flag", "stray: not a flag; flags begin with --",
              "--page_sise: no such flag; did you mean --page_size?", "-: not a flag; flags begin with --",
              "--once: not a flag; flags begin with --"});
  CHECK(Line({"--=x"}).faults.size() == 1);
  CHECK(Line({"---once"}).faults.size() == 1);
}

TEST_CASE("the value of an unknown flag is never repeated: it may be a secret") {
  for (const Arguments& line : {Arguments{"--iam_password", "hunter2"}, {"--iam-password=hunter2"}}) {
    const SourceFlags flags = Line(line);
    REQUIRE(flags.faults.size() == 1);
    CHECK(flags.faults.front().find("did you mean --iam_password_file?") != std::string::npos);
    CHECK(flags.faults.front().find("hunter2") == std::string::npos);
  }
}

TEST_CASE("a fault stays on its line, whatever was written") {
  for (const std::string& fault : Line({"--a\nb", "stray\r\nx\x1b[31m"}).faults) {
    CAPTURE(fault);
    CHECK(fault.find_first_of("\r\n\x1b") == std::string::npos);
  }
}

TEST_CASE("the command line goes before the flag file, wherever it stands, and that before the environment") {
  const FakeFileReader files(FileTexts{{"f", "--project=from-file\n--page_size=2\n"}, {"g", "--project=from-g"}});
  const Arguments environment = {"WORKSPACE_EXPORTER_PROJECT=from-env", "WORKSPACE_EXPORTER_PAGE_SIZE=3",
                                 "WORKSPACE_EXPORTER_ONCE=1"};
  const auto project = [&](const Arguments& line, const Arguments& variables) {
    const SourceFlags flags = ReadFlagSources(line, variables, files);
    CHECK(flags.faults.empty());
    const auto found = flags.settings.find("project");
    return found == flags.settings.end() ? "" : found->second.value + "|" + found->second.from;
  };
  CHECK(project({}, environment) == "from-env|WORKSPACE_EXPORTER_PROJECT");
  CHECK(project({"--flagfile=f"}, environment) == "from-file|f line 1");
  CHECK(project({"--flagfile=f", "--project=from-line"}, environment) == "from-line|");
  CHECK(project({"--project=from-line", "--flagfile", "f"}, environment) == "from-line|");
  CHECK(project({}, {"WORKSPACE_EXPORTER_FLAGFILE=g", "WORKSPACE_EXPORTER_PROJECT=from-env"}) == "from-g|g line 1");
  CHECK(project({"--flagfile=f"}, {"WORKSPACE_EXPORTER_FLAGFILE=g"}) == "from-file|f line 1");
  CHECK(project({"--flagfile="}, {"WORKSPACE_EXPORTER_FLAGFILE=g"}) == "");
  CHECK(Given(ReadFlagSources(Arguments{"--flagfile=f"}, environment, files)) ==
        Lines{"flagfile=f", "once=1", "page_size=2", "project=from-file"});
}

TEST_CASE("an empty value on the command line hides what stands below it") {
  const Arguments environment = {"WORKSPACE_EXPORTER_PROJECT=from-env"};
  CHECK(Given(ReadFlagSources(Arguments{"--project="}, environment, FakeFileReader())) == Lines{"project="});
}

TEST_CASE("a flag file that cannot be read is a fault that names it") {
  CHECK(ReadFlagSources(Arguments{"--flagfile=/none"}, {}, FakeFileReader()).faults ==
        Lines{"--flagfile: /none: the file cannot be read: No such file or directory"});
  CHECK(
      ReadFlagSources({}, Arguments{"WORKSPACE_EXPORTER_FLAGFILE=/none"}, FakeFileReader()).faults ==
      Lines{
          "--flagfile: /none: the file cannot be read: No such file or directory (from WORKSPACE_EXPORTER_FLAGFILE)"});
}

TEST_CASE("the faults of every source are told, the same flag in two sources is none") {
  const FakeFileReader files(FileTexts{{"f", "--project=a\n--bad=1\n"}});
  CHECK(ReadFlagSources(Arguments{"--flagfile=f", "--worse", "--project=b"},
                        Arguments{"WORKSPACE_EXPORTER_PAGE_SISE=1"}, files)
            .faults == Lines{"--worse: no such flag", "--bad: no such flag (from f line 2)",
                             "WORKSPACE_EXPORTER_PAGE_SISE: no such flag; did you mean WORKSPACE_EXPORTER_PAGE_SIZE?"});
}

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
