#include "web/request_target.h"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Query = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("a path ends with the first question mark, and a query may hold more") {
  const RequestTarget target = ReadTarget("/probe?project=what?&a=b?c=d&?=e");
  CHECK(target.path == "/probe");
  CHECK(target.query == Query{{"project", "what?"}, {"a", "b?c=d"}, {"?", "e"}});
}

TEST_CASE("escapes are decoded once, after the parts are told apart") {
  const RequestTarget target = ReadTarget("/%6detrics%3Fx%2Fy?a%26b=c%3Dd&e=f+g%2Bh&i=%2525");
  CHECK(target.path == "/metrics?x/y");
  CHECK(target.query == Query{{"a&b", "c=d"}, {"e", "f g+h"}, {"i", "%25"}});
  CHECK(ReadTarget("/a+b%zz%").path == "/a+b%zz%");
}

TEST_CASE("names need no value, values need a name, and all come in the order of the wire") {
  CHECK(ReadTarget("/?bare&empty=&&=nameless&b=1&a=2&b=3").query ==
        Query{{"bare", ""}, {"empty", ""}, {"b", "1"}, {"a", "2"}, {"b", "3"}});
  CHECK(ReadTarget("/?").query.empty());
}

TEST_CASE("a URL of http or https of any host is as its path") {
  for (const char* host : {"h", "127.0.0.1:10110", "[::1]:10110", "user@h", "%68"}) {
    for (const char* scheme : {"http://", "HTTPS://", "hTtP://"}) {
      const std::string url = std::string(scheme) + host;
      CAPTURE(url);
      CHECK(ReadTarget(url).path == "/");
      CHECK(ReadTarget(url + "/").path == "/");
      CHECK(ReadTarget(url + "/a%62?c=d?").path == "/ab");
      CHECK(ReadTarget(url + "/a?c=http://x/y").query == Query{{"c", "http://x/y"}});
      CHECK(ReadTarget(url + "?c=d").path == "/");
      CHECK(ReadTarget(url + "?c=d/e").query == Query{{"c", "d/e"}});
    }
  }
}

TEST_CASE("a target of any other form is the path of no page") {
  for (const char* text : {"*", "metrics", "h:10110", "ftp://h/metrics", "http:/metrics", "http:///metrics", "http://",
                           "https", "http://?a=b", "?a=b", "%2Fmetrics", "httpx://h/metrics"}) {
    CAPTURE(text);
    CHECK(ReadTarget(text).path == text);
    CHECK(ReadTarget(text).query.empty());
  }
  CHECK(ReadTarget("//h/metrics").path == "//h/metrics");
  CHECK(ReadTarget("/http://h/metrics").path == "/http://h/metrics");
}

}  // namespace
}  // namespace workspace_exporter
