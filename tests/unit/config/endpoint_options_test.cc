#include "config/endpoint_options.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;

/// With a token file, or with a password.
ReadProjectResult Endpoints(SettingTexts settings, bool password = false) {
  settings.merge(SettingTexts{{"project_id", "p"}, {"token_file", "token"}});
  if (password) settings.merge(SettingTexts{{"auth", "password"}, {"iam_domain", "d"}, {"iam_user", "u"}});
  return ReadProjectOf({.settings = settings, .environment = {"HW_USER_PASSWORD=x"}});
}

TEST_CASE("a region gives both endpoints, and an endpoint that is given goes before it") {
  const ProjectOptions by_region = Endpoints({{"region", "cn-north-4"}}).project;
  CHECK(by_region.endpoint.host == "appstream.cn-north-4.myhuaweicloud.com");
  CHECK(by_region.iam_endpoint->host == "iam.cn-north-4.myhuaweicloud.com");
  const ProjectOptions own = Endpoints({{"region", "cn-north-4"}, {"endpoint", "https://a.example.com/"}}).project;
  CHECK(own.endpoint.host == "a.example.com");
  CHECK(own.iam_endpoint->host == "iam.cn-north-4.myhuaweicloud.com");
}

TEST_CASE("without a region the endpoints stand for themselves, IAM only where it is needed") {
  const ReadProjectResult token = Endpoints({{"endpoint", "https://a.example.com"}});
  CHECK(token.faults == Lines{});
  CHECK_FALSE(token.project.iam_endpoint);
  CHECK(Endpoints({{"endpoint", "https://a.example.com"}}, true).faults ==
        Lines{"iam_endpoint: a password sign-in needs it where no region is given"});
  CHECK(Endpoints({{"endpoint", "https://a.example.com"}, {"iam_endpoint", "https://i.example.com"}}, true).faults ==
        Lines{});
  CHECK(Endpoints({}, true).faults == Lines{"region: give a region, or the API's base URL as endpoint"});
  CHECK(Endpoints({{"region", ""}, {"endpoint", ""}}).faults.size() == 1);
}

TEST_CASE("an unknown region is a fault where an endpoint has to come from it") {
  const SettingTexts one = {{"region", "mars-north-1"}, {"endpoint", "https://a.example.com"}};
  SettingTexts both = one;
  both["iam_endpoint"] = "https://i.example.com";
  CHECK(Endpoints(one).faults == Lines{});
  CHECK(Endpoints(both, true).faults == Lines{});
  CHECK(Endpoints(one, true).faults.size() == 1);
  CHECK(Endpoints({{"region", "mars-north-1"}, {"iam_endpoint", "https://i.example.com"}})
            .faults.front()
            .starts_with("region: 'mars-north-1' is none of af-north-1, "));
  CHECK(Endpoints({{"region", "cn-norht-4"}}).faults ==
        Lines{"region: 'cn-norht-4' is not a region that is known here; did you mean cn-north-4?"});
}

TEST_CASE("a region where Workspace is not known to be may have an IAM") {
  const ReadProjectResult known = Endpoints({{"region", "cn-east-4"}, {"endpoint", "https://a.example.com"}}, true);
  CHECK(known.faults == Lines{});
  CHECK(known.project.iam_endpoint->host == "iam.cn-east-4.myhuaweicloud.com");
  CHECK(Endpoints({{"region", "af-north-1"}}, true).project.iam_endpoint->host == "iam.myhuaweicloud.com");
}

TEST_CASE("an endpoint is checked also where it is not needed, and told once") {
  CHECK(Endpoints({{"endpoint", "http://a.example.com"}, {"iam_endpoint", "x"}}).faults ==
        Lines{"endpoint: http is for loopback addresses; use https, or allow it with --allow_plain_http",
              "iam_endpoint: not a URL such as https://api.example.com"});
}

}  // namespace
}  // namespace workspace_exporter
