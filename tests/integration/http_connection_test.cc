// What is sent, and what becomes of answers that are none.
#include <string>

#include <doctest/doctest.h>

#include "support/http_rig.h"
#include "support/raw_server.h"

namespace workspace_exporter {
namespace {

/// What comes of a server that reads a request, sends these bytes and closes.
Result<HttpResponse> AnswerOf(const std::string& bytes) {
  RawServer server([&bytes](Peer& peer) {
    peer.ReadHead();
    peer.Send(bytes);
  });
  HttpRig rig;
  const Timed timed(*rig.Plain(server.port()), kLimit);
  CHECK(timed.took < kLimit);
  return timed.answer;
}

void CheckFails(const std::string& bytes, ErrorKind kind, const std::string& message) {
  CAPTURE(bytes.substr(0, 200));
  const auto answer = AnswerOf(bytes);
  REQUIRE_FALSE(answer);
  CHECK(Name(answer.error().kind) == Name(kind));
  CHECK(answer.error().message.substr(answer.error().message.find(": ") + 2) == message);
}

TEST_CASE("a request arrives as it was written: its target, headers and body") {
  std::string head;
  RawServer server([&head](Peer& peer) {
    head = peer.ReadHead();
    peer.Send("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nRetry-After: 7\r\n\r\nbusy");
  });
  HttpRig rig;
  const auto transport = rig.Transport(fmt::format("http://127.0.0.1:{}", server.port()));
  const Timed timed(*transport, kLimit,
                    {.method = "POST", .target = "/v1/a%2Fb?x=%20y", .headers = {{"X-Auth-Token", "t"}}, .body = "{}"});
  REQUIRE(timed.answer);
  CHECK(timed.answer->status == 503);
  CHECK(timed.answer->body == "busy");
  CHECK(FindHeader(timed.answer->headers, "retry-after") == "7");
  CHECK(head.starts_with("POST /v1/a%2Fb?x=%20y HTTP/1.1\r\n"));
  for (const std::string& line : {fmt::format("Host: 127.0.0.1:{}", server.port()), std::string("X-Auth-Token: t"),
                                  std::string("User-Agent: test/1"), std::string("Accept-Encoding: identity"),
                                  std::string("Content-Length: 2")}) {
    CAPTURE(line);
    CHECK(head.find("\r\n" + line + "\r\n") != std::string::npos);
  }
}

TEST_CASE("a redirect is an answer and is not followed") {
  const auto answer = AnswerOf("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  REQUIRE(answer);
  CHECK(answer->status == 302);
}

TEST_CASE("a header as long as a token is read whole") {
  const std::string token(20000, 't');
  const auto answer = AnswerOf(Answer("body", "X-Subject-Token: " + token + "\r\nX-Next: n\r\n"));
  REQUIRE(answer);
  CHECK(FindHeader(answer->headers, "X-Subject-Token") == token);
  CHECK(FindHeader(answer->headers, "X-Next") == "n");
  CHECK(answer->body == "body");
}

TEST_CASE("a chunked body is put together, also after a head of status 100") {
  const auto answer = AnswerOf(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  REQUIRE(answer);
  CHECK(answer->body == "abcde");
}

TEST_CASE("an answer that ends early is a network error") {
  CheckFails("", ErrorKind::kNetwork, "connection closed before an answer");
  CheckFails("HTTP/1.1 200 OK\r\nContent-", ErrorKind::kNetwork, "connection closed in the middle of the answer");
  CheckFails("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", ErrorKind::kNetwork,
             "connection closed in the middle of the answer");
  CheckFails("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", ErrorKind::kNetwork,
             "connection closed in the middle of the answer");
}

TEST_CASE("an answer that is no HTTP, encoded or too large is malformed") {
  CheckFails("SSH-2.0-OpenSSH_9.2\r\n\r\n", ErrorKind::kMalformed, "the answer is not HTTP/1.1");
  CheckFails("HTTP/1.1 200 " + std::string(500000, 'x'), ErrorKind::kMalformed, "the status line is too long");
  CheckFails(Answer("body", "Content-Encoding: gzip\r\n"), ErrorKind::kMalformed,
             "the answer is encoded, which was not asked for");
  CheckFails(Answer(std::string(1001, 'x')), ErrorKind::kMalformed, "the answer's body is larger than 1000 bytes");
  CheckFails("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + std::string(2000, 'x') + "\r\n0\r\n\r\n",
             ErrorKind::kMalformed, "the answer's body is larger than 1000 bytes");
  CheckFails("HTTP/1.1 200 OK\r\n\r\n" + std::string(2000, 'x'), ErrorKind::kMalformed,
             "the answer's body is larger than 1000 bytes");
}

TEST_CASE("a chunk with an endless extension is refused before it fills the memory") {
  RawServer server([](Peer& peer) {
    peer.ReadHead();
    peer.Send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;");
    while (peer.Send(std::string(10000, 'x'))) {
    }
  });
  HttpRig rig;
  const Timed timed(*rig.Plain(server.port()), kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kMalformed);
}

TEST_CASE("a port where nobody listens is a network error") {
  std::uint16_t port = 0;
  {
    port = RawServer([](Peer&) {}).port();
  }
  HttpRig rig;
  const Timed timed(*rig.Plain(port), kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kNetwork);
  CHECK(timed.message() == fmt::format("127.0.0.1:{}: connect: Connection refused", port));
}

TEST_CASE("a connection that is reset in the middle of a body is a network error") {
  RawServer server([](Peer& peer) {
    peer.ReadHead();
    peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
    peer.Reset();
  });
  HttpRig rig;
  const Timed timed(*rig.Plain(server.port()), kLimit);
  REQUIRE_FALSE(timed.answer);
  CHECK(timed.kind() == ErrorKind::kNetwork);
}

TEST_CASE("what is sent is what was signed, whatever characters the target holds") {
  for (const std::string target : {"/v1/a%2Fb?x=%20y", "/a+b?c+d=e%2Bf&&g", "/%e4%bd%a0/./../?n=?#%zz", "/\xe4?\xff"}) {
    std::string head;
    RawServer server([&head](Peer& peer) {
      head = peer.ReadHead();
      peer.Send(Answer("hello"));
    });
    HttpRig rig;
    REQUIRE(Timed(*rig.Plain(server.port()), kLimit, {.target = target}).answer);
    CHECK(head.substr(0, head.find("\r\n")) == "GET " + target + " HTTP/1.1");
  }
}

}  // namespace
}  // namespace workspace_exporter
