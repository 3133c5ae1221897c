#include "http/error_answer.h"

#include <doctest/doctest.h>

#include "base/iso_time.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

Error Of(int status, std::string body = {}, HttpHeaders headers = {}) {
  return ErrorFromAnswer({.status = status, .headers = std::move(headers), .body = std::move(body)}, WallTime());
}

TEST_CASE("an error's kind is what its status says to do") {
  CHECK(Of(401).kind == ErrorKind::kAuth);
  CHECK(Of(403).kind == ErrorKind::kAuth);
  CHECK(Of(429).kind == ErrorKind::kThrottled);
  CHECK(Of(408).kind == ErrorKind::kServer);
  CHECK(Of(500).kind == ErrorKind::kServer);
  CHECK(Of(504).kind == ErrorKind::kServer);
  for (const int status : {204, 301, 302, 400, 404, 405, 415}) CHECK(Of(status).kind == ErrorKind::kRejected);
}

TEST_CASE("code, message and request id are found in every shape that the services use") {
  const std::string expected = "status 400, WKS.00139901: The request message is invalid (request r1)";
  for (
      const char* body : {
          R"({"error_code":"WKS.00139901","error_msg":"The request message is invalid","request_id":"r1"})",
          R"({"code":"WKS.00139901","message":"The request message is invalid","request_id":"r1"})",
          R"({"errorCode":"WKS.00139901","errorMessage":"The request message is invalid","request_id":"r1"})",
          R"({"errorCode":"WKS.00139901","errorMsg":"The request message is invalid","requestId":"r1"})",
          R"({"a":{"n":1},"r":{"f":{"error_code":"WKS.00139901","error_msg":"The request message is invalid","request_id":"r1"}}})",
          R"({"a":{"b":{"errorCode":"WKS.00139901","errorMsg":"The request message is invalid"}},"request_id":"r1"})",
          R"({"errors":[{"code":"WKS.00139901","message":"The request message is invalid"}],"request_id":"r1"})",
          R"({"code":7,"x":{"code":"WKS.00139901","message":"The request message is invalid"},"request_id":"r1"})",
          R"({"request_id":"r1","x":{"code":"WKS.00139901","message":"The request message is invalid"}})",
      }) {
    CHECK(Of(400, body).message == expected);
  }
  CHECK(Of(401, R"({"error":{"message":"The username or password is wrong.","code":401,"title":"Unauthorized"}})")
            .message == "status 401, 401: The username or password is wrong.");
  CHECK(Of(400, "{}", {{"X-Request-Id", "r2"}}).message == "status 400 (request r2)");
}

TEST_CASE("the encoded message of who was not allowed is told, its beginning alone") {
  const std::string text(4000, 'x');
  for (const std::string& body :
       {R"({"error_code":"A","error_msg":"b","encoded_authorization_message":")" + text + "\"}",
        R"({"x":{"error_code":"A","error_msg":"b","encoded_authorization_message":")" + text + "\"}}"}) {
    CHECK(Of(403, body).message == "status 403, A: b; encoded_authorization_message: " + std::string(200, 'x'));
  }
}

TEST_CASE("a body that is deeper than any answer is looked into to a depth, not further") {
  const std::string deep = R"({"code":"X","message":"y"})";
  constexpr int kDepth = 5000;
  std::string opened;
  for (int i = 0; i < kDepth; ++i) opened += "{\"a\":";
  CHECK(Of(500, opened + deep + std::string(kDepth, '}')).message == "status 500");
}

TEST_CASE("what is none of these shapes leaves the status") {
  for (const char* body : {"", "<html>502</html>", "[1]", "{\"error_code\":{}}", "{\"code\":", "\xFF"}) {
    CHECK(Of(502, body).message == "status 502");
  }
  CHECK(Of(502, "{\"code\":\"" + std::string(70'000, 'x') + "\"}").message == "status 502");
}

TEST_CASE("a text from outside is one short line") {
  const std::string message = Of(400, R"({"code":"a\nb\u0000c","message":")" + std::string(1000, 'x') + "\"}").message;
  CHECK(message.starts_with("status 400, a b c: xxx"));
  CHECK(message.size() < 250);
}

TEST_CASE("a throttled client waits as long as it is told, else for the window, else a minute") {
  const std::string body =
      R"({"error_msg":"The throttling threshold has been reached: policy user over ratelimit,limit:200,time:5 minute","error_code":"APIGW.0308"})";
  CHECK(Of(429, body).retry_after == 5min);
  CHECK(Of(429, body, {{"Retry-After", "7"}}).retry_after == 7s);
  CHECK(Of(429, body, {{"Retry-After", "Thu, 01 Jan 1970 00:00:30 GMT"}}).retry_after == 30s);
  CHECK(Of(429, body, {{"Retry-After", "soon"}}).retry_after == 5min);
  CHECK(Of(429, body, {{"Retry-After", "-7"}}).retry_after == 5min);
  CHECK(Of(429).retry_after == 1min);
  CHECK_FALSE(Of(503).retry_after);
}

TEST_CASE("nobody is made to wait for more than a day") {
  CHECK(Of(429, "", {{"Retry-After", "99999999999"}}).retry_after == 24h);
  CHECK(Of(429, "", {{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"}}).retry_after == 24h);
  CHECK(Of(429, R"({"error_code":"APIGW.0308","error_msg":"limit:1,time:100000 day"})").retry_after == 1min);
}

TEST_CASE("limit and window are read out of a throttling message") {
  const auto quota = QuotaFromMessage("policy user over ratelimit,limit:200,time:1 minute");
  REQUIRE(quota);
  CHECK(quota->limit == 200);
  CHECK(quota->window == 1min);
  CHECK(QuotaFromMessage("limit:5,time:30 seconds")->window == 30s);
  CHECK(QuotaFromMessage("limit:5,time:5 second")->window == 5s);
  CHECK(QuotaFromMessage("Limit: 5, Time: 90 Seconds")->window == 90s);
  CHECK(QuotaFromMessage("limit:5,time:2 hour")->window == 2h);
  CHECK(QuotaFromMessage("limit:5,time:1 day")->window == 24h);
  for (const char* text :
       {"", "limit:5", "time:1 minute", "limit:0,time:1 minute", "limit:5,time:1 fortnight", "limit:x,time:1 minute",
        "limit:-5,time:1 minute", "limit:2147483648,time:1 minute", "limit:5,time:99999999999999999999 second",
        "limit:5,time:25 hours", "limit:5,time:100000 day"}) {
    CAPTURE(text);
    CHECK_FALSE(QuotaFromMessage(text));
  }
}

}  // namespace
}  // namespace workspace_exporter
