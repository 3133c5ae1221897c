#include "http/connect_answer.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

/// The status, or the error; 0 where more is needed. Whole and byte by byte come to the same.
Result<int> StatusOf(const std::string& bytes) {
  ConnectAnswer whole;
  const auto decided = whole.Take(bytes);
  ConnectAnswer dripped;
  Result<bool> last = false;
  for (std::size_t i = 0; i < bytes.size() && last && !*last; ++i) last = dripped.Take({&bytes[i], 1});
  if (decided) {
    REQUIRE(last);
    CHECK(*last == *decided);
    CHECK(dripped.status() == whole.status());
  }
  if (!decided) return decided.error();
  return *decided ? whole.status() : 0;
}

void CheckMalformed(const std::string& bytes, const std::string& message) {
  CAPTURE(bytes.substr(0, 100));
  const auto status = StatusOf(bytes);
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::kMalformed);
  CHECK(status.error().message == message);
}

TEST_CASE("any 2xx opens the tunnel, at the end of its head") {
  for (const std::string head :
       {"HTTP/1.1 200 Connection established\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.1 200\r\n\r\n",
        "HTTP/1.1 200 \r\n\r\n", "HTTP/1.1 204 x\r\nVia: a\r\nContent-Length: 10\r\n\r\n", "HTTP/1.1 299 x\n\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding:chunked\r\nEmpty:\r\n\r\n"}) {
    CAPTURE(head);
    const auto status = StatusOf(head);
    REQUIRE(status);
    CHECK(*status / 100 == 2);
    ConnectAnswer answer;
    REQUIRE(answer.Take(head));
    CHECK(answer.opened());
  }
}

TEST_CASE("a head without its end is not decided") {
  for (const char* part : {"", "HTTP", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nVia: a\r\n",
                           "HTTP/1.1 403", "HTTP/1.1 100 Continue\r\n\r\n"}) {
    CAPTURE(part);
    const auto status = StatusOf(part);
    REQUIRE(status);
    CHECK(*status == 0);
  }
}

TEST_CASE("a refusal is decided by its first line, whatever follows") {
  for (const int wanted : {101, 300, 302, 403, 407, 502, 599}) {
    const auto status =
        StatusOf("HTTP/1.1 " + std::to_string(wanted) + " No\r\nno header\r\n" + std::string(20000, 'x'));
    REQUIRE(status);
    CHECK(*status == wanted);
  }
}

TEST_CASE("interim answers are passed over") {
  const auto status = StatusOf("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Wait\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
  REQUIRE(status);
  CHECK(*status == 200);
}

TEST_CASE("what is no HTTP is malformed") {
  for (const char* line : {"", "SSH-2.0-x", "HTTP/2 200", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1  200",
                           "HTTP/1.1 2x0", "HTTP/1.1 099 x", "HTTP/1.1 600 x", "HTTP/1.x 200", "http/1.1 200",
                           " HTTP/1.1 200", "HTTP/1.1 200OK", "HTTP/1.11 200"}) {
    CheckMalformed(std::string(line) + "\r\n", "the answer is not HTTP/1.1");
  }
  for (const char* line : {"no header", ": value", "a b: c", " folded: x", "a : b", "\tx"}) {
    CheckMalformed("HTTP/1.1 200 OK\r\n" + std::string(line) + "\r\n\r\n",
                   "the head of the answer holds a line that is no header");
  }
}

TEST_CASE("what comes behind the head of an open tunnel is malformed") {
  ConnectAnswer answer;
  const auto taken = answer.Take("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n");
  REQUIRE_FALSE(taken);
  CHECK(taken.error().kind == ErrorKind::kMalformed);
}

TEST_CASE("a head is bounded in bytes, in lines and in its first line, interim answers included") {
  CheckMalformed("HTTP/1.1 200 " + std::string(2000, 'x'), "the status line is too long");
  CheckMalformed("HTTP/1.1 200 OK\r\nX: " + std::string(17000, 'x'), "the head of the answer is too large");
  std::string lines = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 100; ++i) lines += "a: b\r\n";
  CheckMalformed(lines, "the head of the answer has too many lines");
  std::string interim;
  for (int i = 0; i < 100; ++i) interim += "HTTP/1.1 100 Continue\r\n\r\n";
  CheckMalformed(interim, "the head of the answer has too many lines");
}

}  // namespace
}  // namespace workspace_exporter
