#include "config/web_options.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

Faults FaultsOf(const std::string& name, const std::string& value) {
  Faults faults;
  const Settings settings = {{name, {.value = value, .named = "--" + name}}};
  SettingReader reader(settings, "--", faults);
  ReadWeb(reader);
  return faults;
}

TEST_CASE("the path of the metrics is a plain path that no other endpoint has") {
  for (const char* path : {"/metrics", "/other", "/a/b-c_d.e~f", "/-/metrics", "/.well-known"}) {
    CAPTURE(path);
    CHECK(FaultsOf("web_telemetry_path", path).empty());
  }
  for (const char* path : {"metrics", "/", "/probe", "/-/healthy", "/-/ready", "/-/reload", "/m?x", "/m#x", "/m x",
                           "/m%20", "/ä", "//m", "/m/", "/m//n", "/..", "/a/./b", "/m\n", "http://x/m"}) {
    CAPTURE(path);
    REQUIRE(FaultsOf("web_telemetry_path", path).size() == 1);
    CHECK(FaultsOf("web_telemetry_path", path).front().starts_with("--web_telemetry_path: "));
  }
}

TEST_CASE("the scrapes at once are limited to a number that makes sense") {
  CHECK(FaultsOf("web_max_requests", "1").empty());
  CHECK(FaultsOf("web_max_requests", "10000").empty());
  CHECK(FaultsOf("web_max_requests", "0").size() == 1);
  CHECK(FaultsOf("web_max_requests", "10001").size() == 1);
}

TEST_CASE("a wrong address to listen on is a fault") {
  CHECK(FaultsOf("web_listen_address", "127.0.0.1:99999").front() ==
        "--web_listen_address: '127.0.0.1:99999' needs a port: '99999' is not a whole number between 0 and 65535");
}

}  // namespace
}  // namespace workspace_exporter
