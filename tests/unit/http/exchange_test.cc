#include "http/exchange.h"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/fake_clock.h"
#include "support/scripted_channel.h"

namespace workspace_exporter {
namespace {

struct ExchangeRig {
  Exchanged Run(ScriptedChannel& channel, const HttpRequest& request = {.target = "/"}) {
    return Exchange(channel, request, 1000, wait);
  }

  FakeClock clock;
  CancelSignal never{std::stop_token()};
  IoWait wait{clock, Deadline(), never};
};

const std::string kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Long: " + std::string(9000, 'x') +
                             " \r\n\r\n3\r\nabc\r\n0\r\n\r\n";

TEST_CASE("an answer is the same in whatever pieces it comes") {
  ExchangeRig rig;
  for (const std::size_t piece : {1U, 2U, 7U, 4096U, 100000U}) {
    CAPTURE(piece);
    ScriptedChannel channel(kChunked, piece);
    const auto exchanged = rig.Run(channel, {.method = "POST", .target = "/a", .body = "{}"});
    REQUIRE(exchanged.answer);
    CHECK(exchanged.answer->status == 200);
    CHECK(exchanged.answer->body == "abc");
    CHECK(FindHeader(exchanged.answer->headers, "x-long") == std::string(9000, 'x'));
    CHECK(exchanged.reusable);
    CHECK(channel.sent.starts_with("POST /a HTTP/1.1\r\n"));
    CHECK(channel.sent.ends_with("\r\n\r\n{}"));
  }
}

TEST_CASE("an answer cut off anywhere is no answer") {
  ExchangeRig rig;
  for (std::size_t length = 0; length < kChunked.size(); length += length < 60 || length > 9040 ? 1 : 500) {
    CAPTURE(length);
    ScriptedChannel channel(kChunked.substr(0, length), 4096);
    const auto exchanged = rig.Run(channel);
    REQUIRE_FALSE(exchanged.answer);
    CHECK(exchanged.answer.error().kind == ErrorKind::kNetwork);
    CHECK(exchanged.received == (length > 0));
    CHECK_FALSE(exchanged.reusable);
  }
}

TEST_CASE("a head without end is malformed") {
  ExchangeRig rig;
  std::string head = "HTTP/1.1 200 OK\r\n";
  while (head.size() < 70000) head += "X-Header: value\r\n";
  ScriptedChannel channel(head, 4096);
  const auto exchanged = rig.Run(channel);
  REQUIRE_FALSE(exchanged.answer);
  CHECK(exchanged.answer.error().kind == ErrorKind::kMalformed);
}

TEST_CASE("an answer whose status is none is malformed") {
  ExchangeRig rig;
  ScriptedChannel channel("HTTP/1.1 010 X\r\nContent-Length: 0\r\n\r\n", 4096);
  const auto exchanged = rig.Run(channel);
  REQUIRE_FALSE(exchanged.answer);
  CHECK(exchanged.answer.error().kind == ErrorKind::kMalformed);
}

TEST_CASE("the head of an answer is checked whether a body follows or not") {
  ExchangeRig rig;
  for (const char* status : {"200", "204"}) {
    CAPTURE(status);
    ScriptedChannel channel("HTTP/1.1 " + std::string(status) + " X\r\nA: b\rc\r\nContent-Length: 0\r\n\r\n", 4096);
    const auto exchanged = rig.Run(channel);
    REQUIRE_FALSE(exchanged.answer);
    CHECK(exchanged.answer.error().kind == ErrorKind::kMalformed);
  }
}

std::string AnswerWithHeaders(std::size_t count, std::string_view before = {}) {
  std::string answer(before);
  answer += "HTTP/1.1 200 OK\r\n";
  for (std::size_t i = 1; i < count; ++i) answer += "A: b\r\n";
  return answer + "Content-Length: 0\r\n\r\n";
}

void CheckMalformed(const std::string& bytes) {
  ExchangeRig rig;
  ScriptedChannel channel(bytes, 4096);
  const auto exchanged = rig.Run(channel);
  REQUIRE_FALSE(exchanged.answer);
  CHECK(exchanged.answer.error().kind == ErrorKind::kMalformed);
  CHECK_FALSE(exchanged.reusable);
  CHECK(channel.at < 10000);
}

TEST_CASE("a head of more than 100 lines is malformed") {
  ExchangeRig rig;
  ScriptedChannel channel(AnswerWithHeaders(98), 4096);
  CHECK(rig.Run(channel).answer);
  CheckMalformed(AnswerWithHeaders(99));
  CheckMalformed(AnswerWithHeaders(1000));
}

TEST_CASE("interim answers do not go on for ever") {
  const std::string interim = "HTTP/1.1 100 Continue\r\n\r\n";
  std::string many;
  for (int i = 0; i < 150; ++i) many += interim;
  CheckMalformed(AnswerWithHeaders(1, many));
}

TEST_CASE("a body larger than allowed is read no further, whatever tells its length") {
  const std::string body(1001, 'x');
  for (const std::string head : {"Content-Length: 1001", "Transfer-Encoding: chunked", "Connection: close"}) {
    CAPTURE(head);
    const bool chunked = head.starts_with("Transfer");
    CheckMalformed(fmt::format("HTTP/1.1 200 OK\r\n{}\r\n\r\n{}", head,
                               chunked ? fmt::format("3e9\r\n{}\r\n0\r\n\r\n", body) : body));
  }
}

TEST_CASE("chunks that are none are no body") {
  for (const std::string chunks : {"zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n", "3\r\nabcd\r\n0\r\n\r\n", "\r\n\r\n",
                                   "fffffffffffffffff\r\nabc", "ffffffffffffffff\r\nabc", "7fffffffffffffff\r\nabc"}) {
    CAPTURE(chunks);
    ExchangeRig rig;
    ScriptedChannel channel("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, 4096);
    const auto exchanged = rig.Run(channel);
    CHECK_FALSE(exchanged.answer);
    CHECK_FALSE(exchanged.reusable);
  }
}

TEST_CASE("an encoded body is refused before it is read: nothing is ever unpacked") {
  const std::string bomb(5000, 'z');
  CheckMalformed("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 900\r\n\r\n" + bomb);
}

Exchanged Run(const std::string& bytes) {
  ExchangeRig rig;
  ScriptedChannel channel(bytes, 4096);
  return rig.Run(channel);
}

TEST_CASE("any answer below 200 but 101 is passed over, with its headers") {
  for (const std::string interim :
       {"100 Continue\r\n", "102 Processing\r\n", "103 Early Hints\r\nLink: </a>; rel=preload\r\nContent-Length: 9\r\n",
        "199 X\r\nConnection: close\r\n", "103\r\n\r\nHTTP/1.1 103\r\n"}) {
    CAPTURE(interim);
    const auto exchanged = Run("HTTP/1.1 " + interim + "\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab");
    REQUIRE(exchanged.answer);
    CHECK(exchanged.answer->status == 200);
    CHECK(exchanged.answer->body == "ab");
    CHECK(exchanged.answer->headers.size() == 1);
    CHECK(exchanged.reusable);
  }
  const auto switched = Run("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
  REQUIRE(switched.answer);
  CHECK(switched.answer->status == 101);
  CHECK_FALSE(switched.reusable);
}

TEST_CASE("an interim answer alone is none") {
  const auto exchanged = Run("HTTP/1.1 103 Early Hints\r\n\r\n");
  REQUIRE_FALSE(exchanged.answer);
  CHECK(exchanged.answer.error().kind == ErrorKind::kNetwork);
}

std::string Chunked(const std::string& chunks) {
  return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

TEST_CASE("trailers and extensions of chunks are read over, and the connection goes on") {
  for (const std::string chunks : {"2\r\nab\r\n0\r\nServer-Timing: db;dur=1\r\n\r\n",
                                   "2\r\nab\r\n0\r\nA: b\r\n folded\r\nContent-Length: 7\r\n\r\n",
                                   "2;a=b;c=\"d\"\r\nab\r\n0;e\r\n\r\n", "01 ;a\r\na\r\n1 \r\nb\r\n00\r\n\r\n"}) {
    CAPTURE(chunks);
    const auto exchanged = Run(Chunked(chunks));
    REQUIRE(exchanged.answer);
    CHECK(exchanged.answer->body == "ab");
    CHECK(exchanged.answer->headers.size() == 1);
    CHECK(exchanged.reusable);
  }
}

TEST_CASE("trailers count with the head") {
  std::string trailers;
  for (int i = 0; i < 96; ++i) trailers += "A: b\r\n";
  CHECK(Run(Chunked("0\r\n" + trailers + "\r\n")).answer);
  CheckMalformed(Chunked("0\r\n" + trailers + "A: b\r\n\r\n"));
  CheckMalformed(Chunked("0\r\nno trailer\r\n\r\n"));
  const auto long_trailer = Run(Chunked("0\r\nA: " + std::string(66000, 'x') + "\r\n\r\n"));
  REQUIRE_FALSE(long_trailer.answer);
  CHECK(long_trailer.answer.error().kind == ErrorKind::kMalformed);
}

TEST_CASE("the extension of a chunk has a limit") {
  CHECK(Run(Chunked("1;" + std::string(4000, 'x') + "\r\na\r\n0\r\n\r\n")).answer);
  CheckMalformed(Chunked("1;" + std::string(5000, 'x') + "\r\na\r\n0\r\n\r\n"));
}

TEST_CASE("a header is taken as it stands, though it be folded or end in a bare line feed") {
  const auto exchanged = Run("HTTP/1.1 200 OK\nA: b%0d%0aC\r\nD:\te \r\n\t f\nContent-Length: 0\r\n\n");
  REQUIRE(exchanged.answer);
  CHECK(exchanged.answer->headers == HttpHeaders{{"A", "b%0d%0aC"}, {"D", "e f"}, {"Content-Length", "0"}});
}

TEST_CASE("a line that is no header makes an answer malformed") {
  for (const std::string line : {"no colon", ": no name", "A : blank before the colon", " folded first"}) {
    CAPTURE(line);
    CheckMalformed("HTTP/1.1 200 OK\r\n" + line + "\r\nContent-Length: 0\r\n\r\n");
  }
}

TEST_CASE("204 and 304 have no body, whatever they say of it") {
  for (const std::string status : {"204 No Content", "304 Not Modified"}) {
    CAPTURE(status);
    CHECK(Run("HTTP/1.1 " + status + "\r\n\r\n").reusable);
    const auto exchanged = Run("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\n");
    REQUIRE(exchanged.answer);
    CHECK(exchanged.answer->body.empty());
  }
}

TEST_CASE("a request that would break its lines is not sent") {
  ExchangeRig rig;
  ScriptedChannel channel("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 4096);
  const auto exchanged = rig.Run(channel, {.target = "/", .headers = {{"X-Auth-Token", "a\r\nb: c"}}});
  REQUIRE_FALSE(exchanged.answer);
  CHECK(exchanged.answer.error().kind == ErrorKind::kRejected);
  CHECK(channel.sent.empty());
}

TEST_CASE("an answer without a body leaves the connection to the next request") {
  ExchangeRig rig;
  ScriptedChannel channel("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 4096);
  const auto exchanged = rig.Run(channel);
  REQUIRE(exchanged.answer);
  CHECK(exchanged.answer->body.empty());
  CHECK(exchanged.reusable);
}

}  // namespace
}  // namespace workspace_exporter
