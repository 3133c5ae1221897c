#include "config/config_file.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "config/flag_table.h"
#include "config/yaml_reader.h"
#include "config_fixture.h"

namespace workspace_exporter {
namespace {

const std::string kOne = "projects:\n- {name: a, region: ap-southeast-1, project_id: p, token_file: token}\n";

std::vector<ProjectOptions> ProjectsOf(const std::string& yaml, const std::vector<const char*>& flags = {},
                                       const std::vector<const char*>& environment = {}) {
  const OptionsOrFaults read = ReadConfigOf(yaml, flags, environment);
  CHECK(FaultsOf(read) == Faults{});
  const auto* const options = std::get_if<Options>(&read);
  return options == nullptr ? std::vector<ProjectOptions>{} : options->projects;
}

TEST_CASE("a project of a file is what the same flags make") {
  OptionsOrFaults read = ReadConfigOf(kOne);
  CHECK(FaultsOf(read) == Faults{});
  auto& options = std::get<Options>(read);
  CHECK(options.config_file == "config.yaml");
  REQUIRE(options.projects.size() == 1);
  ProjectOptions project = options.projects.front();
  CHECK(project.identity == "token_file\ntoken");
  project.identity.clear();
  const ReadProjectResult by_settings = ReadProjectWith({{"project", "a"}, {"project_id", "p"}});
  CHECK(project == by_settings.project);
}

TEST_CASE("a project goes before the defaults, and those before the flags") {
  const std::string yaml =
      "defaults: {page_size: 50, retries: 5, lookback: 2h}\n" + kOne +
      "- {name: b, region: cn-north-4, project_id: q, token_file: token, retries: 0, lookback: }\n";
  const std::vector<ProjectOptions> projects =
      ProjectsOf(yaml, {"--page_size=20", "--concurrency=3", "--retries=1"}, {"WORKSPACE_EXPORTER_SERIES_LIMIT=7"});
  REQUIRE(projects.size() == 2);
  for (const ProjectOptions& project : projects) {
    CHECK(project.page_size == 50);
    CHECK(project.concurrency == 3);
    CHECK(project.series_limit == 7);
  }
  CHECK(projects[0].retries == 5);
  CHECK(projects[1].retries == 0);
  CHECK(projects[0].lookback == std::chrono::hours(2));
  CHECK(projects[1].lookback == std::chrono::hours(24));  // no value: the flag's own default
}

TEST_CASE("a list or a map stands for the flag's text") {
  const std::string lists =
      kOne + "  \ndefaults:\n  group_by:\n  - session_state\n  - app_name\n  overdue:\n    Active: 1h\n";
  const std::string texts = kOne + "\ndefaults: {group_by: 'session_state,app_name', overdue: Active=1h}\n";
  CHECK(ProjectsOf(lists) == ProjectsOf(texts));
  CHECK(ProjectsOf(lists).front().overdue == std::vector<OverdueAfter>{{"Active", std::chrono::hours(1)}});
}

TEST_CASE("projects that sign in alike share an identity, and a name joins others") {
  const std::string yaml =
      "defaults: {region: ap-southeast-1, project_id: p, token_file: token}\nprojects:\n"
      "- {name: a}\n- {name: b}\n- {name: c, identity: team}\n"
      "- {name: d, identity: team, auth: aksk, access_key_file: key, secret_key_file: key}\n";
  const std::vector<ProjectOptions> projects = ProjectsOf(yaml);
  REQUIRE(projects.size() == 4);
  CHECK(projects[0].identity == projects[1].identity);
  CHECK(projects[0].identity_name.empty());
  CHECK(projects[2].identity == "team");
  CHECK(projects[3].identity == "team");
}

TEST_CASE("a thousand projects are read, and no more") {
  const auto yaml_of = [](int projects) {
    std::string yaml = "defaults: {region: ap-southeast-1, project_id: p, token_file: token}\nprojects:\n";
    for (int i = 0; i < projects; ++i) yaml += fmt::format("- name: project-{}\n", i);
    return yaml;
  };
  CHECK(ProjectsOf(yaml_of(1000)).size() == 1000);
  CHECK(FaultsOf(ReadConfigOf(yaml_of(1001))) == Faults{"config.yaml:3:1: projects: 1001 projects are more than 1000"});
}

TEST_CASE("a file that cannot be read, or is too large, is one fault") {
  CHECK(FaultsOf(ReadConfigOf(kOne, {}, {}, {})).size() == 1);
  CHECK(FaultsOf(ReadConfigOf(kOne + std::string(kMostConfigBytes, '#'))) ==
        Faults{"--config_file: config.yaml: the file is too large"});
  const std::vector<const char*> line = {"program", "--config_file=none.yaml"};
  const char* const environment = nullptr;
  CHECK(FaultsOf(ReadOptions(2, line.data(), &environment, SomeFiles())) ==
        Faults{"--config_file: none.yaml: the file cannot be read: No such file or directory"});
}

TEST_CASE("what is said for all projects at once cannot be said beside a file") {
  CHECK(FaultsOf(ReadConfigOf(kOne, {"--project=a"})) ==
        Faults{"--project: does not go together with --config_file, in which each project has a name"});
}

TEST_CASE("a flag beside the file is at fault once, by its own name") {
  const std::string two = kOne + "- {name: b, region: cn-north-4, project_id: q, token_file: token}\n";
  CHECK(FaultsOf(ReadConfigOf(two, {}, {"WORKSPACE_EXPORTER_PAGE_SIZE=0"})) ==
        Faults{"--page_size: 0 is not a whole number between 2 and 100 (from WORKSPACE_EXPORTER_PAGE_SIZE)"});
}

TEST_CASE("plain http is allowed by the flag for every project") {
  const std::string yaml = "defaults: {endpoint: 'http://api.example.com'}\n" + kOne;
  CHECK(FaultsOf(ReadConfigOf(yaml)).size() == 1);
  CHECK(FaultsOf(ReadConfigOf(yaml, {"--allow_plain_http"})) == Faults{});
}

TEST_CASE("the settings of a project are flags, and each may stand in a file") {
  for (const std::string& name : ProjectFlagNames()) {
    CAPTURE(name);
    const std::string_view value = FindFlag(name)->default_value;
    if (value.empty()) continue;
    CHECK(FaultsOf(ReadConfigOf(fmt::format("defaults: {{{}: '{}'}}\n", name, value) + kOne)) == Faults{});
  }
}

}  // namespace
}  // namespace workspace_exporter
