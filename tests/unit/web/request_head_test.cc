#include "web/request_head.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "web/request_reader.h"

namespace workspace_exporter {
namespace {

using namespace std::string_literals;

std::string With(const std::string& headers) { return "GET /metrics HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n"; }

const WebLimits kLimits;

std::optional<std::variant<RequestHead, BadRequest>> Read(const std::string& text) {
  RequestReader reader(kLimits);
  reader.Append(text);
  return reader.Next();
}

RequestHead Whole(const std::string& text) {
  auto read = Read(text);
  REQUIRE(read);
  REQUIRE(std::holds_alternative<RequestHead>(*read));
  return std::get<RequestHead>(*std::move(read));
}

Refusal RefusalOf(const std::string& text) {
  const auto read = Read(text);
  REQUIRE(read);
  REQUIRE(std::holds_alternative<BadRequest>(*read));
  return std::get<BadRequest>(*read).refusal;
}

bool IsMalformed(const std::string& text) {
  const auto read = Read(text);
  const auto* const bad = read ? std::get_if<BadRequest>(&*read) : nullptr;
  return bad != nullptr && bad->refusal == Refusal::kMalformed && bad->status == 400;
}

TEST_CASE("a whole head gives method, target and headers in the order of the wire") {
  const RequestHead head =
      Whole("GET /metrics?a=b HTTP/1.1\r\nHost: h:1\r\naccept:\t text/plain \t\r\nX-Empty:\r\n\r\n");
  CHECK(head.method == "GET");
  CHECK(head.target == "/metrics?a=b");
  CHECK(head.headers == HttpHeaders{{"Host", "h:1"}, {"accept", "text/plain"}, {"X-Empty", ""}});
  CHECK_FALSE(head.has_body);
}

TEST_CASE("what two readers might understand in two ways is malformed") {
  const std::vector<std::string> heads = {
      "GET\r\nHost: h\r\n\r\n",
      "GET /\r\nHost: h\r\n\r\n",
      "GET  HTTP/1.1\r\nHost: h\r\n\r\n",
      " GET / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / /other HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1 \r\nHost: h\r\n\r\n",
      "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
      "GET / http/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.10\r\nHost: h\r\n\r\n",
      "GE(T / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /\x7F HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /\xC3\xA9 HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n"s,
      "GET / HTTP/1.1\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\rHost: h\r\n\r\n",
      "GET / HTTP/1.1\n\n",
      "\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\r\r\nHost: h\r\n\r\n",
      "\x16\x03\x01\x02\r\nHost: h\r\n\r\n",
      With("Host\r\n"),
      With(": nameless\r\n"),
      With("Host : h\r\n"),
      With(" Host: h\r\n"),
      With("A: 1\r\n folded: 2\r\n"),
      With("A: 1\nB: 2\r\n"),
      With("A: 1\rB: 2\r\n"),
      With("A: \0\r\n"s),
      With("A\0: 1\r\n"s),
      With("A: \x1B[31m\r\n"),
      With("A: \x7F\r\n"),
      With("Host: h\r\n"),
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a,\xC3\xA9\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n",
      "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
      With("Content-Length: \r\n"),
      With("Content-Length: -1\r\n"),
      With("Content-Length: +1\r\n"),
      With("Content-Length: 0x10\r\n"),
      With("Content-Length: 0, 5\r\n"),
  };
  for (const std::string& head : heads) {
    CAPTURE(head);
    CHECK(IsMalformed(head));
  }
}

TEST_CASE("no byte is taken for part of a method or a header's name unless RFC 9110 has it in a token") {
  const std::string token = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    if (c == '\r' || c == '\n' || c == ':') continue;  // these end a line or a name
    CAPTURE(byte);
    const bool allowed = token.find(c) != std::string::npos;
    CHECK(IsMalformed(With("X"s + c + "Y: v\r\n")) == !allowed);
    if (c != ' ') CHECK(IsMalformed("G"s + c + "T / HTTP/1.1\r\nHost: h\r\n\r\n") == !allowed);
  }
}

TEST_CASE("a header's value may hold tabs and bytes beyond ASCII") {
  const RequestHead head = Whole(With("A: x\ty\r\nB: \xC3\xA9\xFF\r\n"));
  CHECK(head.headers == HttpHeaders{{"Host", "h"}, {"A", "x\ty"}, {"B", "\xC3\xA9\xFF"}});
}

TEST_CASE("a request has a body where its headers announce one, and only then") {
  CHECK_FALSE(Whole(With("")).has_body);
  CHECK_FALSE(Whole(With("Content-Length: 0\r\n")).has_body);
  CHECK_FALSE(Whole(With("Content-Length: 000\r\n")).has_body);
  CHECK(RefusalOf(With("Content-Length: 1\r\n")) == Refusal::kBody);
  CHECK(RefusalOf(With("content-length: 99999999999999999999999999\r\n")) == Refusal::kBody);
  CHECK(RefusalOf(With("Content-Length: 0\r\nContent-Length: 7\r\n")) == Refusal::kBody);
  CHECK(RefusalOf(With("TRANSFER-ENCODING: chunked\r\n")) == Refusal::kBody);
  CHECK(RefusalOf(With("Transfer-Encoding: identity\r\nContent-Length: 0\r\n")) == Refusal::kBody);
}

TEST_CASE("a connection is kept by HTTP/1.1 unless it is to be closed, and by HTTP/1.0 only where asked") {
  const std::vector<std::pair<std::string, std::pair<bool, bool>>> cases = {
      {"", {true, false}},
      {"Connection: close\r\n", {false, false}},
      {"connection: CLOSE\r\n", {false, false}},
      {"Connection: keep-alive\r\n", {true, true}},
      {"Connection: Upgrade, Keep-Alive\r\n", {true, true}},
      {"Connection: upgrade , close\r\n", {false, false}},
      {"Connection: closed\r\n", {true, false}},
      {"Connection: ,\r\n", {true, false}},
      // RFC 9112, section 9.3: close wins.
      {"Connection: close, keep-alive\r\n", {false, false}},
      {"Connection: keep-alive, close\r\n", {false, false}},
      {"Connection: close\r\nConnection: keep-alive\r\n", {false, false}},
  };
  for (const auto& each : cases) {
    CAPTURE(each.first);
    CHECK(Whole("GET / HTTP/1.1\r\nHost:\r\n" + each.first + "\r\n").keep_alive == each.second.first);
    CHECK(Whole("GET / HTTP/1.0\r\n" + each.first + "\r\n").keep_alive == each.second.second);
  }
}

TEST_CASE("a later version of HTTP/1 is as the last that is known, and one of HTTP/1.0 needs no Host") {
  CHECK(Whole("GET / HTTP/1.9\r\nHost: h\r\n\r\n").keep_alive);
  CHECK_FALSE(Whole("GET / HTTP/1.0\r\n\r\n").keep_alive);
  CHECK(Whole("GET / HTTP/1.0\r\nHost: h\r\n\r\n").headers.size() == 1);
}

TEST_CASE("every name or address that a host may have is one") {
  for (const char* host :
       {"", "h", "h:10110", "127.0.0.1:1", "[2001:db8::1]:10110", "a_b.example.", "%61", "EXAMPLE"}) {
    CAPTURE(host);
    CHECK(Whole("GET / HTTP/1.1\r\nHost: "s + host + "\r\n\r\n").headers.front().second == host);
  }
}

}  // namespace
}  // namespace workspace_exporter
