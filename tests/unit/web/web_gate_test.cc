#include "web/web_gate.h"

#include <doctest/doctest.h>

#include "web/router.h"

namespace workspace_exporter {
namespace {

class OnlyApple final : public PasswordVerifier {
 public:
  bool Matches(std::string_view password, const std::string& /*hash*/) const override { return password == "apple"; }
};

std::string ValueOf(const WebResponse& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

class Fixture {
 public:
  WebResponse Ask(const std::string& path, HttpHeaders headers = {}) {
    return gate.Answer({.method = "GET", .path = path, .headers = std::move(headers), .peer = "192.0.2.1"},
                       [](const WebRequest& /*request*/) { return PlainAnswer(200, "secret"); });
  }

  OnlyApple verifier;
  WebGate gate{verifier, {"/-/healthy"}};
};

const HttpHeaders kApple = {{"Authorization", "Basic YW5uOmFwcGxl"}};  // ann:apple
const HttpHeaders kPear = {{"Authorization", "Basic YW5uOnBlYXI="}};   // ann:pear

TEST_CASE("without the right password every path but the open ones gets 401, and tells nothing else") {
  Fixture web;
  web.gate.Use({}, {{"ann", "hash"}});
  CHECK(web.gate.AsksForPassword());
  for (const char* path : {"/metrics", "/", "/nowhere", "/-/healthy/", "//-/healthy"}) {
    CAPTURE(path);
    CHECK(web.Ask(path, kApple).status == 200);
    for (const HttpHeaders& headers : {HttpHeaders{}, kPear}) {
      const WebResponse response = web.Ask(path, headers);
      CHECK(response.status == 401);
      CHECK(response.body == "Unauthorized\n");
      CHECK(ValueOf(response, "WWW-Authenticate").starts_with("Basic realm="));
    }
  }
  CHECK(web.Ask("/-/healthy").status == 200);
}

TEST_CASE("without users nobody is asked") {
  Fixture web;
  CHECK_FALSE(web.gate.AsksForPassword());
  CHECK(web.Ask("/metrics").status == 200);
}

TEST_CASE("headers are added to every answer, to that of a refusal as well") {
  Fixture web;
  web.gate.Use({{"X-Frame-Options", "deny"}}, {{"ann", "hash"}});
  for (const WebResponse& response : {web.Ask("/metrics"), web.Ask("/metrics", kApple), web.Ask("/-/healthy")}) {
    CHECK(ValueOf(response, "X-Frame-Options") == "deny");
  }
}

}  // namespace
}  // namespace workspace_exporter
