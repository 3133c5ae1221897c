#include "config/program_options.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "exporter/flags.h"
#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Arguments = std::vector<const char*>;
using Command = Options::Command;

const Arguments kGood = {"program", "--region=ap-southeast-1", "--project_id=p", "--token_file=token"};

OptionsOrFaults Read(const Arguments& more, Arguments environment = {}, Arguments line = kGood) {
  line.insert(line.end(), more.begin(), more.end());
  environment.push_back(nullptr);
  return ReadOptions(static_cast<int>(line.size()), line.data(), environment.data(), SomeFiles());
}

Options Good(const Arguments& more, const Arguments& environment = {}) {
  OptionsOrFaults read = Read(more, environment);
  if (const Faults* faults = std::get_if<Faults>(&read)) FAIL(faults->front());
  return std::get<Options>(read);
}

Faults Bad(const Arguments& more, const Arguments& environment = {}) {
  OptionsOrFaults read = Read(more, environment);
  return std::holds_alternative<Faults>(read) ? std::get<Faults>(read) : Faults{};
}

TEST_CASE("the program serves unless it is told otherwise") {
  CHECK(Good({}).command == Command::kServe);
  CHECK(Good({"--once"}).command == Command::kOnce);
  CHECK(Good({"--check"}).command == Command::kCheck);
  CHECK(Good({}, {"WORKSPACE_EXPORTER_ONCE=true"}).command == Command::kOnce);
  CHECK(Bad({"--once", "--check"}) == Faults{"--once: does not go together with --check"});
}

TEST_CASE("help and version go before everything, whatever else is wrong") {
  CHECK(Good({"--page_size=x", "stray", "--help"}).command == Command::kHelp);
  CHECK(Good({"--nope", "--version"}, {"WORKSPACE_EXPORTER_NOPE=1"}).command == Command::kVersion);
  CHECK(Good({"--nohelp"}).command == Command::kServe);
  CHECK(Bad({"--help=maybe"}) == Faults{"--help: 'maybe' is neither true nor false"});
}

TEST_CASE("the settings of the program arrive") {
  const Options options =
      Good({"--scrape_timeout=20s", "--scrape_timeout_offset=0", "--web_listen_address=127.0.0.1:0",
            "--web_telemetry_path=/m", "--web_max_requests=7", "--log_level=error", "--log_format=json"});
  CHECK(options.scrape_timeout == std::chrono::seconds(20));
  CHECK(options.scrape_timeout_offset == Milliseconds(0));
  CHECK(options.web == WebOptions{.listen_addresses = {"127.0.0.1:0"}, .telemetry_path = "/m", .max_requests = 7});
  CHECK(options.log == LogOptions{.level = LogLevel::kError, .format = LogFormat::kJson});
  REQUIRE(options.projects.size() == 1);
  CHECK(options.projects.front().name == "p");
}

TEST_CASE("every fault is told, of every source, on a line of its own") {
  const Faults faults =
      Bad({"--page_size=0", "--lookback=x", "--log_format=xml", "--group_by=client_ip", "stray", "--no_such_flag=1"},
          {"WORKSPACE_EXPORTER_CONCURRENCY=0"});
  CHECK(faults.size() == 7);
  for (const char* start : {"--page_size: ", "--lookback: ", "--log_format: 'xml' is none of logfmt, json",
                            "--group_by: ", "stray: ", "--no_such_flag: ", "--concurrency: "}) {
    CAPTURE(start);
    CHECK(std::ranges::any_of(faults, [&](const std::string& line) { return line.starts_with(start); }));
  }
}

TEST_CASE("where the flag file cannot be read, nothing is said of what may stand in it") {
  const Faults unreadable = {"--flagfile: /none: the file cannot be read: No such file or directory"};
  OptionsOrFaults read = Read({"--flagfile=/none"}, {}, {"program"});
  CHECK(std::get<Faults>(read) == unreadable);
  read = Read({"--flagfile=/none", "stray"}, {}, {"program"});
  CHECK(std::get<Faults>(read) == Faults{"stray: not a flag; flags begin with --", unreadable.front()});
  CHECK(Good({"--flagfile=/none", "--help"}).command == Command::kHelp);
}

TEST_CASE("a fault names the variable of the environment that it comes from") {
  CHECK(Bad({}, {"WORKSPACE_EXPORTER_PAGE_SIZE=101"}) ==
        Faults{"--page_size: 101 is not a whole number between 2 and 100 (from WORKSPACE_EXPORTER_PAGE_SIZE)"});
}

TEST_CASE("without any flag the faults say what is needed") {
  const auto faults = std::get<Faults>(Read({}, {}, {"program"}));
  CHECK(faults.size() == 3);
  CHECK(faults == std::get<Faults>(Read({}, {}, {})));
}

TEST_CASE("a scrape's time must be more than what is kept back of it") {
  CHECK(Bad({"--scrape_timeout=500ms"}) ==
        Faults{"--scrape_timeout: 500ms is not more than scrape_timeout_offset, 500ms"});
  CHECK(Bad({"--scrape_timeout_offset=10s"}).size() == 1);
  CHECK(Bad({"--scrape_timeout=x", "--scrape_timeout_offset=1d"}).size() == 1);
}

TEST_CASE("a web configuration is read with the flags, and its faults are told with theirs") {
  CHECK(Bad({"--web_config_file=token", "--page_size=1"}).size() == 2);
  CHECK(Bad({"--web_config_file=missing"}) ==
        Faults{"--web_config_file: missing: the file cannot be read: No such file or directory"});
  CHECK(Good({"--web_config_file="}).web.config == WebConfig{});
}

TEST_CASE("the reload endpoint is switched on by a flag or a variable") {
  CHECK(Good({"--web_enable_reload"}).web.enable_reload);
  CHECK_FALSE(Good({}, {"WORKSPACE_EXPORTER_WEB_ENABLE_RELOAD=0"}).web.enable_reload);
}

TEST_CASE("a password comes from the environment, and plain http is allowed by a flag") {
  const Options options = Good({"--auth=password", "--allow_plain_http", "--endpoint=http://api.example.com"},
                               {"HW_DOMAIN_NAME=acme", "HW_USER_NAME=bob", "HW_USER_PASSWORD=hunter2"});
  CHECK(options.projects.front().sign_in.iam_domain == "acme");
  CHECK(options.projects.front().sign_in.iam_user == "bob");
  CHECK(options.projects.front().sign_in.iam_password_variable == "HW_USER_PASSWORD");
  CHECK(options.projects.front().endpoint == Origin{.tls = false, .host = "api.example.com", .port = 80});
}

}  // namespace
}  // namespace workspace_exporter
