#include "web/connection.h"

#include <array>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <sys/socket.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// A connection by a pair of sockets, at times that the test says.
class Bench {
 public:
  explicit Bench(WebLimits given = {}) : limits(given) {
    std::array<int, 2> ends = {};
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0);
    client = FileDescriptor(ends[0]);
    connection.emplace(PlainStream(FileDescriptor(ends[1])), "192.0.2.1", limits, counts, clock, At(0ms));
  }

  static SteadyTime At(Milliseconds time) { return SteadyTime(std::chrono::hours(1)) + time; }
  std::optional<RequestHead> Send(std::string_view text, Milliseconds at) {
    REQUIRE(send(client.get(), text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
    return connection->Read(At(at));
  }
  /// What the client gets.
  std::string Receive(Milliseconds at) {
    connection->Write(At(at));
    std::array<char, 4096> data = {};
    const ssize_t size = recv(client.get(), data.data(), data.size(), 0);
    return size > 0 ? std::string(data.data(), static_cast<std::size_t>(size)) : "";
  }
  /// The first line of the answer that refuses what the client sends.
  std::string Refusal(std::string_view text) {
    CHECK_FALSE(Send(text, 0ms));
    const std::string answer = Receive(0ms);
    CHECK(answer.find("\r\nConnection: close\r\n") != std::string::npos);
    CHECK(answer.find("\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\n") != std::string::npos);
    CHECK(connection->state() == Connection::State::kLingering);
    return answer.substr(0, answer.find('\r'));
  }

  WebLimits limits;
  ConnectionCounts counts;
  FakeClock clock;
  FileDescriptor client;
  std::optional<Connection> connection;
};

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

TEST_CASE("a new connection has its time from the accept to the whole request, however it drips") {
  Bench bench({.head_time = 5s});
  CHECK(bench.connection->deadline() == Bench::At(5s));
  for (int i = 1; i < 5; ++i) {
    bench.Send("G", i * 1s);
    CHECK(bench.connection->deadline() == Bench::At(5s));
  }
  bench.connection->TimeOut(Bench::At(5s));
  CHECK(bench.Receive(5s).starts_with("HTTP/1.1 408 "));
  CHECK(bench.counts.refused(Refusal::kSlowHead) == 1);
}

TEST_CASE("a new connection that sends nothing is closed without a word, and counted") {
  Bench bench;
  bench.connection->TimeOut(Bench::At(5s));
  CHECK(bench.connection->state() == Connection::State::kClosed);
  CHECK(bench.counts.refused(Refusal::kSlowHead) == 1);
}

TEST_CASE("a kept connection has its time from the first byte, and until then that for idle ones") {
  Bench bench({.head_time = 5s, .idle_time = 100s});
  REQUIRE(bench.Send(kRequest, 1s));
  bench.connection->Answer("answer", /*keep_alive=*/true, Bench::At(2s));
  CHECK(bench.Receive(2s) == "answer");
  CHECK(bench.connection->deadline() == Bench::At(102s));
  bench.Send("G", 50s);
  CHECK(bench.connection->deadline() == Bench::At(55s));
  bench.Send("E", 54s);
  CHECK(bench.connection->deadline() == Bench::At(55s));
}

TEST_CASE("an empty line behind a request does not begin another") {
  Bench bench({.head_time = 5s, .idle_time = 100s});
  REQUIRE(bench.Send(std::string(kRequest) + "\r\n", 1s));
  bench.connection->Answer("answer", /*keep_alive=*/true, Bench::At(2s));
  CHECK(bench.Receive(2s) == "answer");
  CHECK(bench.connection->deadline() == Bench::At(102s));
  bench.Send("\r\n", 50s);
  CHECK(bench.connection->deadline() == Bench::At(102s));
}

TEST_CASE("the end of a kept connection that was idle is no refusal") {
  Bench bench;
  REQUIRE(bench.Send(kRequest, 0ms));
  bench.connection->Answer("answer", /*keep_alive=*/true, Bench::At(0ms));
  bench.Receive(0ms);
  bench.connection->TimeOut(bench.connection->deadline());
  CHECK(bench.connection->state() == Connection::State::kClosed);
  for (std::size_t i = 0; i < kRefusals; ++i) CHECK(bench.counts.refused(static_cast<Refusal>(i)) == 0);
}

TEST_CASE("a client that does not take its answer in time is left") {
  Bench bench({.write_time = 30s});
  REQUIRE(bench.Send(kRequest, 0ms));
  bench.connection->Answer(std::string(8'000'000, 'x'), /*keep_alive=*/true, Bench::At(1s));
  bench.connection->Write(Bench::At(2s));
  CHECK(bench.connection->deadline() == Bench::At(31s));
  bench.connection->TimeOut(Bench::At(31s));
  CHECK(bench.connection->state() == Connection::State::kClosed);
  CHECK(bench.counts.refused(Refusal::kSlowReader) == 1);
}

TEST_CASE("an answer that never comes, as memory ran out, ends its connection") {
  Bench bench({.answer_time = 150s});
  REQUIRE(bench.Send(kRequest, 1s));
  CHECK(bench.connection->deadline() == Bench::At(151s));
  bench.connection->TimeOut(Bench::At(151s));
  CHECK(bench.connection->state() == Connection::State::kClosed);
  CHECK(bench.counts.refused(Refusal::kNoMemory) == 1);
}

TEST_CASE("each refusal is told and counted by its reason") {
  Bench malformed;
  CHECK(malformed.Refusal("nonsense\r\n\r\n") == "HTTP/1.1 400 Bad Request");
  CHECK(malformed.counts.refused(Refusal::kMalformed) == 1);
  Bench body;
  CHECK(body.Refusal("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n") == "HTTP/1.1 413 Content Too Large");
  CHECK(body.counts.refused(Refusal::kBody) == 1);
  Bench method;
  CHECK(method.Refusal("BREW / HTTP/1.1\r\nHost: h\r\n\r\n") == "HTTP/1.1 405 Method Not Allowed");
  CHECK(method.counts.refused(Refusal::kMethod) == 1);
}

TEST_CASE("lines that end with a line feed alone are refused at once, and counted") {
  Bench bench;
  CHECK(bench.Refusal("GET / HTTP/1.1\nHost: h\n\n") == "HTTP/1.1 400 Bad Request");
  CHECK(bench.counts.refused(Refusal::kMalformed) == 1);
}

TEST_CASE("request line, headers and their number have each a limit of their own") {
  constexpr const char* kTooLarge = "HTTP/1.1 431 Request Header Fields Too Large";
  const WebLimits limits{.request_line_bytes = 40, .head_bytes = 200, .headers = 3};
  Bench line(limits);
  CHECK(line.Refusal("GET /" + std::string(27, 'x') + " HTTP/1.1\r\n\r\n") == "HTTP/1.1 414 URI Too Long");
  CHECK(line.counts.refused(Refusal::kHeadTooLarge) == 1);
  Bench bytes(limits);
  CHECK(bytes.Refusal("GET / HTTP/1.1\r\nA: " + std::string(200, 'x')) == kTooLarge);
  Bench number(limits);
  CHECK(number.Refusal("GET / HTTP/1.1\r\nA:\r\nA:\r\nA:\r\nA:\r\n\r\n") == kTooLarge);
  Bench within(limits);
  CHECK(within.Send("GET /" + std::string(26, 'x') + " HTTP/1.1\r\nHost:\r\nA:\r\nA:\r\n\r\n", 0ms));
}

/// An answer that is asked after, to a request that has come.
std::shared_ptr<Receipt> AnswerTo(Bench& bench, std::string answer) {
  REQUIRE(bench.Send(kRequest, 0ms));
  auto receipt = std::make_shared<Receipt>();
  bench.connection->Answer(std::move(answer), /*keep_alive=*/true, Bench::At(0ms), receipt);
  CHECK(receipt->fate() == Receipt::Fate::kUnderWay);
  return receipt;
}

TEST_CASE("an answer is given once it is written, and taken when its client asks on or goes in order") {
  for (const bool asks_on : {true, false}) {
    Bench bench;
    const auto receipt = AnswerTo(bench, "answer");
    CHECK(bench.Receive(0ms) == "answer");
    CHECK(receipt->fate() == Receipt::Fate::kWritten);
    if (asks_on) {
      REQUIRE(bench.Send(kRequest, 1s));
    } else {
      bench.client = FileDescriptor();
      bench.connection->Read(Bench::At(1s));
      CHECK(bench.connection->state() == Connection::State::kClosed);
    }
    CHECK(receipt->fate() == Receipt::Fate::kTaken);
  }
}

TEST_CASE("a request that is refused, or never whole, says as well that the answer before it was taken") {
  for (const std::string_view next : {"nonsense\r\n\r\n", "GET"}) {
    Bench bench;
    const auto receipt = AnswerTo(bench, "answer");
    bench.Receive(0ms);
    bench.Send(next, 1s);
    bench.connection->TimeOut(Bench::At(6s));
    CHECK(receipt->fate() == Receipt::Fate::kTaken);
  }
}

TEST_CASE("an answer to a client that sends no more is given when that has read it, and not before") {
  for (const bool reads : {true, false}) {
    Bench bench;
    const auto receipt = AnswerTo(bench, "answer");
    shutdown(bench.client.get(), SHUT_WR);
    bench.connection->Write(Bench::At(0ms));
    CHECK(receipt->fate() == Receipt::Fate::kUnderWay);
    if (reads) bench.Receive(0ms);
    bench.connection->Read(Bench::At(1s));
    CHECK(receipt->fate() == (reads ? Receipt::Fate::kTaken : Receipt::Fate::kLost));
  }
}

TEST_CASE("the end of an idle connection by us takes nothing back") {
  Bench bench;
  const auto receipt = AnswerTo(bench, "answer");
  bench.Receive(0ms);
  bench.connection->TimeOut(bench.connection->deadline());
  bench.connection.reset();
  CHECK(receipt->fate() == Receipt::Fate::kTaken);
}

TEST_CASE("an answer whose client goes before it has read it is lost, though it was written whole") {
  Bench bench;
  const auto receipt = AnswerTo(bench, "answer");
  bench.connection->Write(Bench::At(0ms));
  CHECK(receipt->fate() == Receipt::Fate::kWritten);
  bench.client = FileDescriptor();
  bench.connection->Read(Bench::At(1s));
  CHECK(receipt->fate() == Receipt::Fate::kLost);
}

TEST_CASE("an answer that is not written whole is lost, whoever ends the connection") {
  for (const bool by_client : {true, false}) {
    Bench bench;
    const auto receipt = AnswerTo(bench, std::string(8'000'000, 'x'));
    bench.connection->Write(Bench::At(0ms));
    if (by_client) bench.client = FileDescriptor();
    by_client ? static_cast<void>(bench.connection->Write(Bench::At(1s))) : bench.connection->TimeOut(Bench::At(30s));
    CHECK(bench.connection->state() == Connection::State::kClosed);
    bench.connection.reset();
    CHECK(receipt->fate() == Receipt::Fate::kLost);
  }
}

}  // namespace
}  // namespace workspace_exporter
