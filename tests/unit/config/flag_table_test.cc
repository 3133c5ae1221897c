#include "config/flag_table.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <gflags/gflags.h>

#include "config/program_options.h"
#include "project_fixture.h"

namespace workspace_exporter {
namespace {

TEST_CASE("every flag has a name of its own, a meaning, and is found by its name") {
  CHECK(std::ranges::adjacent_find(FlagNames()) == FlagNames().end());
  CHECK(FlagNames().size() > 50);
  for (const std::string& name : FlagNames()) {
    CAPTURE(name);
    const Flag* const flag = FindFlag(name);
    REQUIRE(flag != nullptr);
    CHECK(flag->name == name);
    CHECK(flag->meaning != "");
    CHECK((flag->default_value.empty() || !flag->boolean));
  }
  CHECK(FindFlag("fromenv") == nullptr);
  CHECK(FindFlag("") == nullptr);
}

TEST_CASE("what may differ between projects is marked so, and nothing else") {
  CHECK(IsOfProject("region"));
  CHECK(IsOfProject("request_timeout"));
  for (const char* const name : {"project", "config_file", "allow_plain_http", "scrape_timeout", "log_level", "name"}) {
    CAPTURE(name);
    CHECK(!IsOfProject(name));
  }
  CHECK(std::ranges::all_of(ProjectFlagNames(), IsOfProject));
  CHECK(ProjectFlagNames().size() == static_cast<std::size_t>(std::ranges::count_if(FlagNames(), IsOfProject)));
}

TEST_CASE("gflags knows every flag with the default and the meaning of the table") {
  for (const std::string& name : FlagNames()) {
    const Flag& flag = *FindFlag(name);
    if (flag.places != Flag::Places::kEverywhere) continue;
    CAPTURE(name);
    gflags::CommandLineFlagInfo known;
    REQUIRE(gflags::GetCommandLineFlagInfo(name.c_str(), &known));
    CHECK(known.default_value == (flag.boolean ? "false" : flag.default_value));
    CHECK(known.description == flag.meaning);
  }
}

TEST_CASE("the defaults that help shows are the defaults that hold") {
  std::vector<std::string> words = {"--region=ap-southeast-1", "--project_id=p", "--token_file=token"};
  const auto read = [&] {
    std::vector<const char*> line;
    for (const std::string& word : words) line.push_back(word.c_str());
    return std::get<Options>(ReadProgramOptions(line, {}, SomeFiles()));
  };
  const Options without = read();
  for (const std::string& name : FlagNames()) {
    const std::string_view value = FindFlag(name)->default_value;
    if (!value.empty()) words.push_back("--" + name + "=" + std::string(value));
  }
  CHECK(words.size() > 25);
  CHECK(read() == without);
}

}  // namespace
}  // namespace workspace_exporter
