#include "config/proxy_options.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;
using Environment = std::vector<const char*>;

ReadProjectResult ReadWithProxy(const std::string& proxy, Environment environment = {}) {
  return ReadProjectOf(
      {.settings = {{"region", "ap-southeast-1"}, {"project_id", "p"}, {"token_file", "token"}, {"proxy", proxy}},
       .environment = std::move(environment)});
}

const Origin kProxy = {.tls = false, .host = "proxy.example.com", .port = 3128};

TEST_CASE("there is no proxy unless somebody names one") {
  const ProjectOptions none =
      ReadWithProxy("", {"NO_PROXY=.example.com", "HTTP_PROXY=http://h:1", "HTTPS_PROXY="}).project;
  CHECK_FALSE(none.proxy);
  CHECK(none.no_proxy.empty());
}

TEST_CASE("the setting goes before the environment, and upper case before lower case") {
  const Environment environment = {"https_proxy=http://lower:1", "HTTPS_PROXY=http://upper:1", "no_proxy=lower",
                                   "NO_PROXY=.example.com,10.0.0.0/8"};
  CHECK(ReadWithProxy("http://proxy.example.com:3128", environment).project.proxy == kProxy);
  CHECK(ReadWithProxy("", environment).project.proxy->host == "upper");
  CHECK(ReadWithProxy("", environment).project.no_proxy == ".example.com,10.0.0.0/8");
  CHECK(ReadWithProxy("", {"https_proxy=http://lower:1", "no_proxy=lower"}).project.proxy->host == "lower");
  CHECK(ReadWithProxy("", {"https_proxy=http://lower:1", "no_proxy=lower"}).project.no_proxy == "lower");
}

TEST_CASE("credentials stay in the environment") {
  const Environment environment = {"HTTPS_PROXY=http://user:p@ss@proxy.example.com:3128/"};
  const ProjectOptions project = ReadWithProxy("", environment).project;
  CHECK(project.proxy == kProxy);
  CHECK(project.proxy_variable == "HTTPS_PROXY");
  CHECK(ReadWithProxy("http://proxy.example.com:3128", environment).project.proxy_variable == "HTTPS_PROXY");
  CHECK(ReadWithProxy("http://other.example.com:3128", environment).project.proxy_variable.empty());
  CHECK(ReadWithProxy("", {"HTTPS_PROXY=http://proxy.example.com:3128"}).project.proxy_variable.empty());
}

TEST_CASE("a proxy of the environment may lack the scheme") {
  CHECK(ReadWithProxy("", {"HTTPS_PROXY=proxy.example.com:3128"}).project.proxy == kProxy);
  CHECK(ReadWithProxy("", {"HTTPS_PROXY=proxy.example.com:3128"}).project.proxy_is_for_https);
  CHECK_FALSE(ReadWithProxy("http://proxy.example.com:3128").project.proxy_is_for_https);
  CHECK(ReadWithProxy("", {"https_proxy=user:pw@proxy.example.com:3128"}).project.proxy_variable == "https_proxy");
}

TEST_CASE("what is no proxy is a fault that does not repeat it") {
  CHECK(ReadWithProxy("http://user:secret@proxy:3128").faults ==
        Lines{"proxy: must not hold a user name or password; they belong into HTTPS_PROXY of the environment"});
  CHECK(ReadWithProxy("proxy:3128").faults == Lines{"proxy: not a URL such as https://api.example.com; a proxy is "
                                                    "http://HOST:PORT"});
  CHECK(ReadWithProxy("https://proxy:3128").faults ==
        Lines{"proxy: TLS to a proxy is not supported; a proxy is http://HOST:PORT"});
  CHECK(ReadWithProxy("http://proxy:3128/path").faults ==
        Lines{"proxy: must not hold a path; a proxy is http://HOST:PORT"});
  for (const char* bad : {"HTTPS_PROXY=socks5://user:secret@proxy:1080", "HTTPS_PROXY=http://user:sec/ret@proxy:1080",
                          "HTTPS_PROXY=user:secret@", "HTTPS_PROXY=secret:x"}) {
    CAPTURE(bad);
    const Faults faults = ReadWithProxy("", {bad}).faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().starts_with("proxy: HTTPS_PROXY of the environment: "));
    CHECK(faults.front().find("sec") == std::string::npos);
    CHECK(ReadWithProxy("http://proxy:3128", {bad}).faults == Lines{});
  }
}

}  // namespace
}  // namespace workspace_exporter
