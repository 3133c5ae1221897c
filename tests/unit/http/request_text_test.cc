#include "http/request_text.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

std::string Text(const HttpRequest& request) {
  const auto text = RequestText(request);
  REQUIRE(text);
  return std::string(text->Reveal());
}

TEST_CASE("a request is its line, its headers in their order, and its body with its length") {
  CHECK(Text({.target = "/", .headers = {{"Host", "a"}, {"X-B", "c"}}}) ==
        "GET / HTTP/1.1\r\nHost: a\r\nX-B: c\r\n\r\n");
  CHECK(Text({.method = "POST", .target = "/x", .headers = {{"Host", "a"}}, .body = "{}"}) ==
        "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
  CHECK(Text({.method = "PUT", .target = "/x"}) == "PUT /x HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("the target stands on the wire as it was signed, whatever characters it holds") {
  for (const std::string target :
       {"/v1/a%2Fb/c%20d?x=%20y", "/a+b?c+d=e%2Bf", "/%E4%BD%A0?n=%e4%bd%a0", "/a//b/../c/./d?", "/?a=b?c=d&&e",
        "/a;b=c,d:e@f!$'()*~?[]{}|\\^`\"<>=&%zz%", "/%00%0d%0a?%7e=~", "/\xe4\xbd\xa0?\xff", "/a#b"}) {
    CAPTURE(target);
    CHECK(Text({.target = target}) == "GET " + target + " HTTP/1.1\r\n\r\n");
  }
}

TEST_CASE("a target or header that would begin another line is rejected") {
  using namespace std::string_literals;
  for (const std::string& target : {""s, "a"s, "/a b"s, "/a\r\nX: y"s, "/a\n"s, "/a\0"s, "/\t"s, "/\x7f"s}) {
    CAPTURE(target);
    const auto text = RequestText({.target = target});
    REQUIRE_FALSE(text);
    CHECK(text.error().kind == ErrorKind::kRejected);
  }
  for (const std::string& value : {"a\r\nX: y"s, "a\n"s, "a\r"s, "a\0"s}) {
    CHECK_FALSE(RequestText({.target = "/", .headers = {{"X-Auth-Token", value}}}));
    CHECK_FALSE(RequestText({.target = "/", .headers = {{value, "a"}}}));
  }
}

}  // namespace
}  // namespace workspace_exporter
