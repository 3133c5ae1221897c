#include "web/request_reader.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::string_literals;

/// What comes of a text that comes byte by byte, and after how many bytes.
struct Outcome {
  int status = 0;  ///< 0: nothing, 200: a request
  std::size_t after = 0;
};

Outcome Drip(const std::string& text, const WebLimits& limits = {}) {
  RequestReader reader(limits);
  for (std::size_t i = 0; i < text.size(); ++i) {
    reader.Append(text.substr(i, 1));
    const auto next = reader.Next();
    if (!next) continue;
    const auto* const bad = std::get_if<BadRequest>(&*next);
    return {.status = bad == nullptr ? 200 : bad->status, .after = i + 1};
  }
  return {};
}

const std::string kRequest = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

TEST_CASE("a request is one at its last byte, and not before") {
  for (const std::string& text : {kRequest, "\r\n\r\n" + kRequest}) {
    CHECK(Drip(text).status == 200);
    CHECK(Drip(text).after == text.size());
  }
}

TEST_CASE("requests that come at once are read one after the other") {
  const WebLimits limits;
  RequestReader reader(limits);
  reader.Append(kRequest + "\r\nHEAD /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\nGE");
  CHECK(std::get<RequestHead>(reader.Next().value()).target == "/a");
  const RequestHead second = std::get<RequestHead>(reader.Next().value());
  CHECK(second.method == "HEAD");
  CHECK(second.headers.size() == 2);
  CHECK_FALSE(second.keep_alive);
  CHECK_FALSE(reader.Next());
  CHECK(reader.has_begun());
}

TEST_CASE("empty lines before a request begin nothing, and take nothing of its limits") {
  WebLimits limits;
  limits.head_bytes = kRequest.size();
  RequestReader reader(limits);
  for (int i = 0; i < 100; ++i) {
    reader.Append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\r" : "\n");
    CHECK_FALSE(reader.Next());
    CHECK(reader.has_begun() == (i % 3 == 1));
  }
  reader.Append("\r\n\r\n" + kRequest);
  CHECK(std::get<RequestHead>(reader.Next().value()).target == "/a");
}

TEST_CASE("what cannot become a request any more is told at its first wrong byte") {
  const std::vector<std::string> beginnings = {
      "\n",
      "GET / HTTP/1.1\n",
      "GET / HTTP/1.1\rH",
      "GET / HTTP/1.1\r\r",
      "GET / HTTP/1.1\r\nHost: h\n",
      "GET / HTTP/1.1\r\nHost: h\r\n\n",
      "nonsense\r\n",
      "GET /\r\n",
      "SSH-2.0-OpenSSH_9.2\r\n",
      "GET / HTTP/2.0\r\n",
      "\x16",
      "GET /\0"s,
      "GET / HTTP/1.1\r\nA: \x1B",
      "GET / HTTP/1.1\r\nA : b\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
  };
  for (const std::string& beginning : beginnings) {
    CAPTURE(beginning);
    CHECK(Drip(beginning + "more\r\n\r\n").status == 400);
    CHECK(Drip(beginning + "more\r\n\r\n").after == beginning.size());
  }
}

TEST_CASE("a line of a header may be as long as the limit of the head lets it") {
  for (const std::size_t size : {8'183U, 8'184U, 8'192U, 9'000U, 16'000U}) {
    CAPTURE(size);
    const std::string head = "GET / HTTP/1.1\r\nHost: h\r\nCookie: " + std::string(size, 'x') + "\r\n\r\n";
    CHECK(Drip(head).status == 200);
  }
  const std::string frame = "GET / HTTP/1.1\r\nHost: h\r\nCookie: \r\n\r\n";
  const std::string room(WebLimits().head_bytes - frame.size(), 'x');
  const std::string exact = "GET / HTTP/1.1\r\nHost: h\r\nCookie: " + room + "\r\n\r\n";
  CHECK(Drip(exact).after == WebLimits().head_bytes);
  CHECK(Drip(exact).status == 200);
  const Outcome above = Drip("GET / HTTP/1.1\r\nHost: h\r\nCookie: x" + room + "\r\n\r\n");
  CHECK(above.status == 431);
  CHECK(above.after == WebLimits().head_bytes + 1);
}

TEST_CASE("a request line and the number of headers have limits of their own, told as soon as they are exceeded") {
  const WebLimits limits{.request_line_bytes = 20, .headers = 2};
  CHECK(Drip("GET /123456 HTTP/1.1\r\nHost: h\r\nA:\r\n\r\n", limits).status == 200);
  const Outcome line = Drip("GET /1234567 HTTP/1.1\r\nHost: h\r\n\r\n", limits);
  CHECK(line.status == 414);
  CHECK(line.after == 21);
  CHECK(Drip("GET /12345678901234567890", limits).status == 414);
  CHECK(Drip("GET /123456 HTTP/1.1\r\nHost: h\r\nA:\r\nA:\r\n", limits).status == 431);
}

TEST_CASE("a body and a method that is none are told once the head is whole") {
  CHECK(Drip("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello").status == 413);
  CHECK(Drip("BREW / HTTP/1.1\r\nHost: h\r\n\r\n").status == 405);
  CHECK(Drip("CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n").status == 405);
}

}  // namespace
}  // namespace workspace_exporter
