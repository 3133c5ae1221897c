#include "config/project_options.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("three settings make a project, all others have their defaults") {
  const ReadProjectResult result = ReadProjectWith({});
  CHECK(result.faults == Lines{});
  CHECK(result.project == ProjectOptions{.name = "0123456789abcdef",
                                         .region = "ap-southeast-1",
                                         .endpoint = {.host = "workspace.ap-southeast-1.myhuaweicloud.com"},
                                         .iam_endpoint = Origin{.host = "iam.ap-southeast-1.myhuaweicloud.com"},
                                         .project_id = "0123456789abcdef",
                                         .sign_in = {.chosen_automatically = true, .token_file = "token"}});
}

TEST_CASE("every setting of a project arrives") {
  const ReadProjectResult result = ReadProjectWith({{"project", "con\"tract"},
                                                    {"ca_file", "ca.pem"},
                                                    {"app_server_group_id", "group-1"},
                                                    {"server_group_include", "VDI.*"},
                                                    {"server_group_exclude", "Test.*"},
                                                    {"lookback", "1h30m"},
                                                    {"live_lookback", "6d12h"},
                                                    {"page_size", "50"},
                                                    {"concurrency", "64"},
                                                    {"api_quota", "200/5m"},
                                                    {"request_timeout", "2s"},
                                                    {"retries", "0"},
                                                    {"min_interval", "0"},
                                                    {"max_staleness", "1m"},
                                                    {"resync_interval", "0"},
                                                    {"overdue", "Active=1h"},
                                                    {"group_by", "session_state,app_name"},
                                                    {"series_limit", "1"},
                                                    {"series_retention", "0"}});
  CHECK(result.faults == Lines{});
  const ProjectOptions& project = result.project;
  CHECK(project.name == "con\"tract");
  CHECK(project.ca_file == "ca.pem");
  CHECK(project.app_server_group_id == "group-1");
  CHECK(project.server_group_include == "VDI.*");
  CHECK(project.server_group_exclude == "Test.*");
  CHECK(project.lookback == std::chrono::minutes(90));
  CHECK(project.live_lookback == std::chrono::hours(156));
  CHECK(project.page_size == 50);
  CHECK(project.concurrency == 64);
  CHECK(project.api_quota == Quota{.limit = 200, .window = std::chrono::minutes(5)});
  CHECK(project.request_timeout == std::chrono::seconds(2));
  CHECK(project.retries == 0);
  CHECK(project.min_interval == Milliseconds(0));
  CHECK(project.max_staleness == std::chrono::minutes(1));
  CHECK(project.resync_interval == Milliseconds(0));
  CHECK(project.overdue == std::vector<OverdueAfter>{{"Active", std::chrono::hours(1)}});
  CHECK(project.group_by == Lines{"session_state", "app_name"});
  CHECK(project.series_limit == 1);
  CHECK(project.series_retention == Milliseconds(0));
}

TEST_CASE("a setting beyond its bounds is one fault that names it") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"project", "a\nb"},
      {"project_id", "a/b"},
      {"ca_file", "none"},
      {"ca_file", "token"},
      {"lookback", "banana"},
      {"lookback", "0"},
      {"lookback", "367d"},
      {"live_lookback", "0"},
      {"page_size", "1"},
      {"page_size", "101"},
      {"concurrency", "0"},
      {"concurrency", "65"},
      {"api_quota", "200/"},
      {"request_timeout", "0"},
      {"retries", "11"},
      {"retries", "-1"},
      {"max_staleness", "0"},
      {"min_interval", "x"},
      {"resync_interval", "x"},
      {"overdue", "Sleeping=5m"},
      {"group_by", "client_ip"},
      {"series_limit", "0"},
      {"series_limit", "1000001"},
      {"series_retention", "-1h"},
      {"server_group_include", "("},
      {"server_group_exclude", "["},
      {"app_server_group_id", "a b"},
      {"project_id", ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.first);
    CAPTURE(each.second);
    const Faults faults = ReadProjectWith({{each.first, each.second}}).faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().starts_with(each.first + ": "));
  }
}

TEST_CASE("a fault does not grow with the value") {
  CHECK(ReadProjectWith({{"lookback", std::string(100'000, 'x')}}).faults.front().size() < 500);
}

TEST_CASE("plain http to another host has to be allowed") {
  const SettingTexts settings = {{"endpoint", "http://api.example.com"}, {"project_id", "p"}, {"token_file", "token"}};
  CHECK(ReadProjectOf({.settings = settings}).faults.size() == 1);
  CHECK(ReadProjectOf({.settings = settings, .allow_plain_http = true}).faults == Lines{});
}

}  // namespace
}  // namespace workspace_exporter
