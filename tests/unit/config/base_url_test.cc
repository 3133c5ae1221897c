#include "config/base_url.h"

#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a base URL is scheme, host and port, without a slash at the end") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"https://api.example.com", "https://api.example.com"},
      {"https://api.example.com/", "https://api.example.com"},
      {"HTTPS://API.Example.com:8443", "https://api.example.com:8443"},
      {"https://10.0.0.1:443", "https://10.0.0.1:443"},
      {"https://[2001:DB8::1]:443/", "https://[2001:db8::1]:443"},
      {"https://api_internal", "https://api_internal"},
  };
  for (const auto& [url, expected] : cases) {
    CAPTURE(url);
    const Checked<std::string> checked = CheckBaseUrl(url, false);
    CHECK(checked.problem == "");
    CHECK(checked.value == expected);
  }
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

TEST_CASE("anything else in a base URL is a fault") {
  for (const char* url : {"",
                          "api.example.com",
                          "ftp://api.example.com",
                          "https:/api.example.com",
                          "https://",
                          "https:///x",
                          "://x",
                          "https://api.example.com/v1",
                          "https://api.example.com//",
                          "https://api.example.com?x",
                          "https://api.example.com#x",
                          "https://api.example.com x",
                          " https://api.example.com",
                          "https://api.example.com:",
                          "https://api.example.com:0",
                          "https://api.example.com:65536",
                          "https://api.example.com:443x",
                          "https://api.example.com:4 43",
                          "https://:443",
                          "https://api..example.com",
                          "https://.example.com",
                          "https://256.0.0.1",
                          "https://1.2.3",
                          "https://[::1",
                          "https://::1",
                          "https://[::g]",
                          "https://[127.0.0.1]",
                          "https://[::1]x:443",
                          "https://exämple.com",
                          "https://a\\b",
                          "https://a\r\nb"}) {
    CAPTURE(url);
    CHECK(CheckBaseUrl(url, true).problem != "");
  }
  CHECK(CheckBaseUrl(std::string_view("https://127.0.0.1\0x", 19), true).problem != "");
  CHECK(CheckBaseUrl("https://" + std::string(254, 'a'), true).problem != "");
}

TEST_CASE("a fault never repeats the URL, which may hold a password") {
  for (const char* url : {"https://user:hunter2@api.example.com", "http://hunter2", "https://a:hunter2", "hunter2",
                          "https://a/hunter2"}) {
    CAPTURE(url);
    const std::string problem = CheckBaseUrl(url, false).problem;
    CHECK(problem != "");
    CHECK(problem.find("hunter2") == std::string::npos);
  }
}

}  // namespace
}  // namespace workspace_exporter
