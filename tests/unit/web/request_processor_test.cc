#include "web/request_processor.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "support/answer_text.h"
#include "support/fake_clock.h"
#include "web/router.h"

namespace workspace_exporter {
namespace {

/// A processor whose one route keeps what it was asked and answers with what it is given.
class Server {
 public:
  Server() {
    router_.Add("GET", "/metrics", RouteKind::kScrape, [this](const WebRequest& request) {
      asked = request;
      return answer;
    });
    answer.body = std::string(20'000, 'x');
  }

  std::string Process(RequestHead head, bool keep_alive = true) const {
    head.keep_alive = keep_alive;
    return ProcessRequest([this](const WebRequest& request) { return router_.Answer(request); }, std::move(head),
                          clock_);
  }

  WebRequest asked;
  WebResponse answer;

 private:
  Router router_{1, [] {}};
  FakeClock clock_;
};

RequestHead Get(std::string target, HttpHeaders headers = {}) {
  return {.method = "GET", .target = std::move(target), .headers = std::move(headers), .keep_alive = true};
}

TEST_CASE("an answer is status, headers and body as the handler gave them") {
  Server server;
  server.answer.status = 200;
  server.answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
  server.answer.headers = {{"Content-Encoding", "gzip"}};
  const std::string answer = server.Process(Get("/metrics"));
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(HasHeader(answer, "Content-Type: text/plain; version=0.0.4; charset=utf-8"));
  CHECK(HasHeader(answer, "Content-Encoding: gzip"));
  CHECK(HasHeader(answer, "X-Content-Type-Options: nosniff"));
  CHECK(HasHeader(answer, "Content-Length: 20000"));
  CHECK(BodyOf(answer) == server.answer.body);
}

TEST_CASE("the date of an answer is when it is there, not when it was asked for") {
  FakeClock clock;
  const auto handler = [&clock](const WebRequest& /*request*/) {
    clock.Advance(std::chrono::seconds(9));
    return PlainAnswer(200, "OK");
  };
  CHECK(HasHeader(ProcessRequest(handler, Get("/"), clock), "Date: Tue, 14 Nov 2023 22:13:29 GMT"));
}

TEST_CASE("Accept-Encoding reaches the handler, and nothing is compressed behind its back") {
  Server server;
  const std::string answer = server.Process(Get("/metrics", {{"accept-encoding", "gzip, br"}, {"Accept", "a/b"}}));
  CHECK(FindHeader(server.asked.headers, "Accept-Encoding") == "gzip, br");
  CHECK(FindHeader(server.asked.headers, "Accept") == "a/b");
  CHECK(HeadOf(answer).find("Content-Encoding") == std::string::npos);
  CHECK(BodyOf(answer) == server.answer.body);
}

TEST_CASE("a range is not served") {
  Server server;
  for (const char* range : {"bytes=0-9", "bytes=5-", "bytes=99999999-", "nonsense", "bytes=0-1,0-1,0-1"}) {
    CAPTURE(range);
    const std::string answer = server.Process(Get("/metrics", {{"range", range}, {"If-Range", "x"}}));
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(BodyOf(answer) == server.answer.body);
  }
}

TEST_CASE("an expectation is no reason for an answer before the answer") {
  Server server;
  CHECK(server.Process(Get("/metrics", {{"Expect", "100-continue"}})).starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_CASE("HEAD is answered by the head of GET, to the byte, and by no body") {
  for (const int status : {200, 404, 503}) {
    CAPTURE(status);
    Server server;
    server.answer.status = status;
    RequestHead head = Get("/metrics");
    const std::string get = server.Process(head);
    head.method = "HEAD";
    const std::string answer = server.Process(head);
    CHECK(HeadOf(answer) == HeadOf(get));
    CHECK(BodyOf(answer) == "");
    CHECK(HasHeader(answer, "Content-Length: 20000"));
  }
}

TEST_CASE("path and query reach the handler decoded") {
  Server server;
  server.Process(Get("/%6detrics?name=a%20b+c&empty=&name=%D1%8F&bare"));
  CHECK(server.asked.path == "/metrics");
  using Query = std::vector<std::pair<std::string, std::string>>;
  CHECK(server.asked.query == Query{{"name", "a b c"}, {"empty", ""}, {"name", "\xD1\x8F"}, {"bare", ""}});
}

TEST_CASE("an answer says close exactly where the connection is closed, and promises nothing else") {
  Server server;
  const std::string closed = server.Process(Get("/metrics"), /*keep_alive=*/false);
  CHECK(HasHeader(closed, "Connection: close"));
  const std::string kept = server.Process(Get("/metrics"), /*keep_alive=*/true);
  CHECK(HeadOf(kept).find("close") == std::string::npos);
  CHECK(HasHeader(kept, "Connection: keep-alive"));  // HTTP/1.0 needs to be told
  CHECK(HeadOf(kept).find("Keep-Alive:") == std::string::npos);
}

TEST_CASE("what the router refuses comes through with its headers") {
  Server server;
  CHECK(server.Process(Get("/other")).starts_with("HTTP/1.1 404 Not Found\r\n"));
  RequestHead post = Get("/metrics");
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"}) {
    CAPTURE(method);
    post.method = method;
    const std::string answer = server.Process(post);
    CHECK(answer.starts_with("HTTP/1.1 405 "));
    CHECK(HasHeader(answer, "Allow: GET, HEAD"));
  }
}

TEST_CASE("hostile targets get an answer of their own and nothing of the client's") {
  Server server;
  const std::vector<std::string> targets = {
      "/metrics\"<x>", "*", "http://h/metrics",           "/%",        "/%zz", "/%0d%0aA:b",
      "/?%00=%ff",     "?", "/" + std::string(9000, 'a'), "/metrics#a"};
  for (const std::string& target : targets) {
    CAPTURE(target);
    const std::string answer = server.Process(Get(target));
    CHECK(answer.starts_with("HTTP/1.1 "));
    CHECK(answer.find("<x>") == std::string::npos);
    CHECK(answer.find("A:b") == std::string::npos);
    CHECK(HeadOf(answer).find("Content-Length: ") != std::string::npos);
  }
}

TEST_CASE("what is thrown is an error of ours, of which the client learns no more") {
  for (const bool is_standard : {true, false}) {
    Router router(1, [] {});
    router.Add("GET", "/", RouteKind::kLight, [&](const WebRequest& /*request*/) -> WebResponse {
      if (is_standard) throw std::runtime_error("the password");
      throw std::string("the password");
    });
    const std::string answer =
        ProcessRequest([&router](const WebRequest& request) { return router.Answer(request); }, Get("/"), FakeClock());
    CHECK(answer.starts_with("HTTP/1.1 500 "));
    CHECK(answer.find("password") == std::string::npos);
    CHECK(answer.find("EXCEPTION") == std::string::npos);
    CHECK(BodyOf(answer) == "Internal Server Error\n");
  }
}

TEST_CASE("a URL of the page is as its path, and its host is nobody's business") {
  Server server;
  for (const char* target : {"http://h:1/metrics?a=b", "HTTPS://other.example/metrics?a=b"}) {
    CAPTURE(target);
    CHECK(server.Process(Get(target, {{"Host", "another"}})).starts_with("HTTP/1.1 200 "));
    CHECK(server.asked.path == "/metrics");
    CHECK(server.asked.query.size() == 1);
  }
  CHECK(server.Process(Get("ftp://h/metrics")).starts_with("HTTP/1.1 404 "));
  RequestHead options = Get("*");
  CHECK(server.Process(options).starts_with("HTTP/1.1 404 "));
  options.method = "OPTIONS";
  CHECK(HasHeader(server.Process(options), "Allow: GET, HEAD"));
}

}  // namespace
}  // namespace workspace_exporter
