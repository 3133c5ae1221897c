#include "http/exchange.h"

#include <string>

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "support/scripted_channel.h"

namespace workspace_exporter {
namespace {

struct Rig {
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
  Rig rig;
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
  Rig rig;
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
  Rig rig;
  std::string head = "HTTP/1.1 200 OK\r\n";
  while (head.size() < 70000) head += "X-Header: value\r\n";
  ScriptedChannel channel(head, 4096);
  const auto exchanged = rig.Run(channel);
  REQUIRE_FALSE(exchanged.answer);
  CHECK(exchanged.answer.error().kind == ErrorKind::kMalformed);
}

TEST_CASE("an answer whose status is none is malformed") {
  Rig rig;
  ScriptedChannel channel("HTTP/1.1 010 X\r\nContent-Length: 0\r\n\r\n", 4096);
  const auto exchanged = rig.Run(channel);
  REQUIRE_FALSE(exchanged.answer);
  CHECK(exchanged.answer.error().kind == ErrorKind::kMalformed);
}

TEST_CASE("the head of an answer is checked whether a body follows or not") {
  Rig rig;
  for (const char* status : {"200", "204"}) {
    CAPTURE(status);
    ScriptedChannel channel("HTTP/1.1 " + std::string(status) + " X\r\nA: b\rc\r\nContent-Length: 0\r\n\r\n", 4096);
    const auto exchanged = rig.Run(channel);
    REQUIRE_FALSE(exchanged.answer);
    CHECK(exchanged.answer.error().kind == ErrorKind::kMalformed);
  }
}

TEST_CASE("an answer without a body leaves the connection to the next request") {
  Rig rig;
  ScriptedChannel channel("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 4096);
  const auto exchanged = rig.Run(channel);
  REQUIRE(exchanged.answer);
  CHECK(exchanged.answer->body.empty());
  CHECK(exchanged.reusable);
}

}  // namespace
}  // namespace workspace_exporter
