#include "exporter/help.h"

#include <sstream>

#include <doctest/doctest.h>

#include "config/flag_table.h"

namespace workspace_exporter {
namespace {

TEST_CASE("help shows every flag once, with its default") {
  const std::string help = HelpText();
  for (const std::string& name : FlagNames()) {
    const Flag& flag = *FindFlag(name);
    CAPTURE(name);
    const std::string heading = "\n  --" + name + (flag.boolean ? "" : "=VALUE");
    const std::size_t place = help.find(heading);
    REQUIRE(place != std::string::npos);
    CHECK(help.find(heading + "\n", place + 1) == std::string::npos);
    const std::string line = help.substr(place + 1, help.find('\n', place + 1) - place - 1);
    if (!flag.boolean && !flag.default_value.empty())
      CHECK(line.ends_with("(default " + std::string(flag.default_value) + ")"));
  }
}

TEST_CASE("no line of help is longer than 100 columns, and a flag takes three at most") {
  std::istringstream help(HelpText());
  std::string line;
  int lines_of_flag = 0;
  while (std::getline(help, line)) {
    CAPTURE(line);
    CHECK(line.size() <= 100);
    lines_of_flag = line.starts_with("      ") ? lines_of_flag + 1 : 0;
    CHECK(lines_of_flag <= 3);
  }
}

}  // namespace
}  // namespace workspace_exporter
