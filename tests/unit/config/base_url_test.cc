#include "config/base_url.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a base URL is that of an origin") {
  const Checked<Origin> checked = CheckBaseUrl("HTTPS://API.Example.com:8443/v2/", false);
  CHECK(checked.problem == "");
  CHECK(checked.value == Origin{.host = "api.example.com", .port = 8443, .path_prefix = "/v2"});
  CHECK(CheckBaseUrl("api.example.com", true).problem == "not a URL such as https://api.example.com");
}

TEST_CASE("plain http is for loopback, unless it is allowed") {
  for (const char* url : {"http://127.0.0.1:1", "http://127.9.9.9", "http://localhost:80", "http://[::1]:80/"}) {
    CAPTURE(url);
    CHECK(CheckBaseUrl(url, false).problem == "");
  }
  for (const char* url : {"http://api.example.com", "http://127.0.0.1.example.com", "http://localhost.example.com",
                          "http://10.0.0.1", "http://127.example", "http://[::2]", "http://0.0.0.0"}) {
    CAPTURE(url);
    CHECK(CheckBaseUrl(url, false).problem.find("--allow_plain_http") != std::string::npos);
    CHECK(CheckBaseUrl(url, true).problem == "");
  }
}

TEST_CASE("a fault never repeats the URL, which may hold a password") {
  for (const char* url : {"https://user:hunter2@api.example.com", "http://hunter2", "https://a:hunter2", "hunter2",
                          "https://a/?hunter2"}) {
    CAPTURE(url);
    const std::string problem = CheckBaseUrl(url, false).problem;
    CHECK(problem != "");
    CHECK(problem.find("hunter2") == std::string::npos);
  }
}

}  // namespace
}  // namespace workspace_exporter
