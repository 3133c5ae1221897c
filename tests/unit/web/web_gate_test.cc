#include "web/web_gate.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "web/router.h"

namespace workspace_exporter {
namespace {

class OnlyApple final : public PasswordVerifier {
 public:
  bool Matches(std::string_view password, const std::string& /*hash*/) const override { return password == "apple"; }
  bool TakesLong(const std::string& /*hash*/) const override { return false; }
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

  FakeClock clock;
  WebGate gate{std::make_shared<OnlyApple>(), {"/-/healthy"}, clock};
};

const HttpHeaders kApple = {{"Authorization", "Basic YW5uOmFwcGxl"}};  // ann:apple
const HttpHeaders kPear = {{"Authorization", "Basic YW5uOnBlYXI="}};   // ann:pear

TEST_CASE("without the right password every path but the open ones gets 401, and tells nothing else") {
  Fixture web;
  web.gate.Use({}, {{"ann", "hash"}}, {});
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
  web.gate.Use({{"X-Frame-Options", "deny"}}, {{"ann", "hash"}}, {});
  for (const WebResponse& response : {web.Ask("/metrics"), web.Ask("/metrics", kApple), web.Ask("/-/healthy")}) {
    CHECK(ValueOf(response, "X-Frame-Options") == "deny");
  }
}

TEST_CASE("requests over the rate are refused, before a password is looked at; the open paths have no limit") {
  Fixture web;
  web.gate.Use({{"X-Frame-Options", "deny"}}, {{"ann", "hash"}}, {.interval = std::chrono::seconds(1), .burst = 2});
  CHECK(web.Ask("/metrics", kApple).status == 200);
  CHECK(web.Ask("/metrics").status == 401);
  const WebResponse over = web.Ask("/metrics", kApple);
  CHECK(over.status == 429);
  CHECK(over.body == "Too Many Requests\n");
  CHECK(ValueOf(over, "X-Frame-Options") == "deny");
  for (int i = 0; i < 9; ++i) CHECK(web.Ask("/-/healthy").status == 200);
  web.clock.Advance(std::chrono::seconds(1));
  CHECK(web.Ask("/metrics", kApple).status == 200);
  CHECK(web.Ask("/metrics", kApple).status == 429);
}

TEST_CASE("a reload gives nothing back of a rate that stays, and another one begins anew") {
  Fixture web;
  const RateLimit limit = {.interval = std::chrono::seconds(1), .burst = 1};
  web.gate.Use({}, {}, limit);
  CHECK(web.Ask("/metrics").status == 200);
  web.gate.Use({}, {}, limit);
  CHECK(web.Ask("/metrics").status == 429);
  web.gate.Use({}, {}, {.interval = std::chrono::seconds(1), .burst = 3});
  for (int i = 0; i < 3; ++i) CHECK(web.Ask("/metrics").status == 200);
  CHECK(web.Ask("/metrics").status == 429);
  web.gate.Use({}, {}, {});
  CHECK(web.Ask("/metrics").status == 200);
}

}  // namespace
}  // namespace workspace_exporter
