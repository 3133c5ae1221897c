#include "web/http_answer.h"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/answer_text.h"

namespace workspace_exporter {
namespace {

constexpr WallTime kNow(Milliseconds(1'700'000'000'999));

int Lines(const std::string& answer, const std::string& name) {
  int count = 0;
  for (std::size_t at = 0; (at = answer.find("\r\n" + name + ": ", at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST_CASE("an answer is written to the byte") {
  CHECK(WriteAnswer({.status = 404, .headers = {{"Vary", "Accept"}}, .body = "x\n"}, kNow) ==
        "HTTP/1.1 404 Not Found\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\nX-Content-Type-Options: nosniff\r\nVary: "
        "Accept\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nx\n");
  CHECK(WriteAnswer({.status = 299}, kNow, {.keep_alive = false}).starts_with("HTTP/1.1 299 \r\n"));
}

TEST_CASE("a header of the response's own stands in place of one that every answer has, the last of a name") {
  const WebResponse response = {.headers = {{"x-content-type-options", "mine"},
                                            {"X-Frame-Options", "SAMEORIGIN"},
                                            {"x-frame-options", "DENY"},
                                            {"Content-Length", "99"},
                                            {"Connection", "upgrade"}}};
  const std::string answer = WriteAnswer(response, kNow);
  CHECK(HasHeader(answer, "x-content-type-options: mine"));
  CHECK(Lines(answer, "X-Content-Type-Options") == 0);
  CHECK(Lines(answer, "X-Frame-Options") == 0);
  CHECK(HasHeader(answer, "x-frame-options: DENY"));
  CHECK(HasHeader(answer, "Content-Length: 0"));
  CHECK(HasHeader(answer, "Connection: keep-alive"));
}

TEST_CASE("no header's value begins another header") {
  const std::string answer = WriteAnswer({.headers = {{"A", "b\r\nC: d"}, {"E\n", "f"}}}, kNow);
  CHECK(Lines(answer, "C") == 0);
  CHECK(answer.find('E') == std::string::npos);
}

TEST_CASE("a page for people takes nothing from elsewhere and is shown nowhere else") {
  const std::string page = WriteAnswer({.content_type = "text/html; charset=utf-8"}, {});
  CHECK(HasHeader(
      page,
      "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
  CHECK(HasHeader(page, "X-Frame-Options: DENY"));
  CHECK(HasHeader(page, "Referrer-Policy: no-referrer"));
  CHECK(HasHeader(page, "X-Content-Type-Options: nosniff"));
  CHECK(Lines(WriteAnswer({.content_type = "text/plain"}, kNow), "Content-Security-Policy") == 0);
}

TEST_CASE("an answer that refuses before there is a request is whole and closes the connection") {
  for (const int status : {400, 405, 408, 413, 414, 431, 500}) {
    CAPTURE(status);
    const std::string answer = ClosingAnswer(status, kNow);
    CHECK(answer.starts_with(fmt::format("HTTP/1.1 {} ", status)));
    CHECK(HasHeader(answer, "Connection: close"));
    CHECK(HasHeader(answer, "Date: Tue, 14 Nov 2023 22:13:20 GMT"));
    CHECK(HasHeader(answer, fmt::format("Content-Length: {}", BodyOf(answer).size())));
    CHECK(HasHeader(answer, "Allow: GET, HEAD") == (status == 405));
    CHECK(answer.starts_with(
        fmt::format("HTTP/1.1 {} {}\r\n", status, BodyOf(answer).substr(0, BodyOf(answer).size() - 1))));
  }
  CHECK(BodyOf(ClosingAnswer(400, kNow, "a sentence")) == "a sentence\n");
}

}  // namespace
}  // namespace workspace_exporter
