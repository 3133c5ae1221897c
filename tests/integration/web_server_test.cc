#include "web/web_server.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <dirent.h>
#include <doctest/doctest.h>

#include "integration/web_fixture.h"

namespace workspace_exporter {
namespace {

std::size_t OpenFiles() {
  DIR* const folder = opendir("/proc/self/fd");
  std::size_t count = 0;
  while (readdir(folder) != nullptr) ++count;
  closedir(folder);
  return count;
}

TEST_CASE("fifty health checks at once are all answered") {
  const WebFixture web;
  std::atomic<int> answered = 0;
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 50; ++i) {
      clients.emplace_back([&] { answered += RawClient(web.address()).Ask("/-/healthy").status == 200 ? 1 : 0; });
    }
  }
  CHECK(answered == 50);
}

TEST_CASE("a connection is kept for the next request, and closed where the client asks for it") {
  const WebFixture web;
  RawClient client(web.address());
  for (int i = 0; i < 20; ++i) CHECK(client.Ask("/echo?i=" + std::to_string(i)).body == std::to_string(i) + "\n");
  const RawAnswer last = client.Ask("/-/healthy", "Connection: close\r\n");
  CHECK(last.status == 200);
  CHECK(last.Has("Connection: close"));
  CHECK(client.IsClosed());
}

TEST_CASE("a client of HTTP/1.0 gets its answer and the end of the connection, unless it wants to keep it") {
  const WebFixture web;
  RawClient client(web.address());
  client.Send("GET /-/healthy HTTP/1.0\r\n\r\n");
  CHECK(client.Read().status == 200);
  CHECK(client.IsClosed());
  RawClient kept(web.address());
  for (int i = 0; i < 2; ++i) {
    kept.Send("GET /-/healthy HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
    CHECK(kept.Read().Has("Connection: keep-alive"));
  }
}

TEST_CASE("requests sent without waiting are answered in their order") {
  const WebFixture web;
  RawClient client(web.address());
  std::string all;
  for (int i = 0; i < 300; ++i) all += "GET /echo?i=" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
  REQUIRE(client.Send(all));
  for (int i = 0; i < 300; ++i) {
    CAPTURE(i);
    REQUIRE(client.Read().body == std::to_string(i) + "\n");
  }
  CHECK(client.IsQuiet());
}

TEST_CASE("a request that comes byte by byte is answered like any other") {
  const WebFixture web;
  RawClient client(web.address());
  for (const char c : std::string("\r\nGET /-/healthy HTTP/1.1\r\nHost: h\r\n\r\n")) client.Send(std::string(1, c));
  CHECK(client.Read().status == 200);
}

TEST_CASE("a client that has sent its request and closed its side still gets the answer") {
  const WebFixture web;
  RawClient client(web.address());
  client.Get("/large");
  client.CloseSendingSide();
  CHECK(client.Read().body.size() == WebFixture::kLarge);
  CHECK(client.IsClosed());
}

TEST_CASE("HEAD is answered without a body, so that the next answer can be told from it") {
  const WebFixture web;
  RawClient client(web.address());
  client.Send(
      "HEAD /echo?a=bcd HTTP/1.1\r\nHost: h\r\n\r\nGET /echo?a=next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  const RawAnswer head = client.ReadHead();
  CHECK(head.status == 200);
  CHECK(head.Has("Content-Length: 4"));
  CHECK(client.Read().body == "next\n");
  CHECK(client.IsClosed());
}

TEST_CASE("scrapes over the limit get 503 at once while others are under way, and health is answered") {
  WebFixture web;
  RawClient first(web.address());
  RawClient second(web.address());
  first.Get("/metrics");
  second.Get("/metrics");
  REQUIRE(Becomes([&] { return web.scraping == 2; }));
  RawClient third(web.address());
  for (int i = 0; i < 5; ++i) CHECK(third.Ask("/metrics").status == 503);
  CHECK(web.rejected == 5);
  CHECK(web.HealthIsQuick());
  web.LetGo();
  CHECK(first.Read().body == "metrics\n");
  CHECK(second.Read().body == "metrics\n");
  CHECK(third.Ask("/metrics").status == 200);
}

TEST_CASE("a client that leaves before its answer takes nobody with it") {
  WebFixture web;
  {
    RawClient client(web.address());
    client.Get("/metrics");
    REQUIRE(Becomes([&] { return web.scraping == 1; }));
  }
  CHECK(web.HealthIsQuick());
  web.LetGo();
  CHECK(Becomes([&] { return web.scraping == 0; }));
  CHECK(RawClient(web.address()).Ask("/metrics").status == 200);
}

TEST_CASE("clients that read a large answer slowly hold nobody up") {
  const WebFixture web({.answer_bytes = 1'000'000'000});
  std::vector<RawClient> slow;
  for (int i = 0; i < 12; ++i) slow.emplace_back(web.address(), /*receive_buffer=*/4096).Get("/large");
  for (RawClient& client : slow) CHECK(Becomes([&] { return !client.IsQuiet(); }));
  CHECK(web.HealthIsQuick());
  CHECK(slow.front().Read().body.size() == WebFixture::kLarge);
}

TEST_CASE("stopping finishes the answer in flight, closes idle connections and listens no more") {
  WebFixture web;
  RawClient idle(web.address());
  CHECK(idle.Ask("/-/healthy").status == 200);
  RawClient busy(web.address());
  busy.Get("/metrics");
  REQUIRE(Becomes([&] { return web.scraping == 1; }));
  std::jthread stopping([&] { web.server.Stop(Milliseconds(60'000)); });
  CHECK(idle.IsClosed());
  CHECK(Becomes([&] { return !RawClient(web.address()).connected(); }));
  web.LetGo();
  CHECK(busy.Read().body == "metrics\n");
  CHECK(busy.IsClosed());
}

TEST_CASE("stopping waits no longer than the grace for an answer") {
  WebFixture web;
  RawClient busy(web.address());
  busy.Get("/metrics");
  REQUIRE(Becomes([&] { return web.scraping == 1; }));
  web.server.Stop(Milliseconds(20));
  CHECK(busy.IsClosed());
}

TEST_CASE("a server that goes without being stopped ends what is under way") {
  for (int i = 0; i < 20; ++i) {
    WebFixture web;
    std::vector<RawClient> clients;
    for (int j = 0; j < 10; ++j) clients.emplace_back(web.address()).Get("/-/healthy");
  }
}

TEST_CASE("no file stays open after connections and after the server") {
  const std::size_t before = OpenFiles();
  {
    const WebFixture web;
    RawClient(web.address()).Ask("/-/healthy");
    const std::size_t serving = OpenFiles();
    for (int i = 0; i < 50; ++i) RawClient(web.address()).Ask("/-/healthy");
    for (int i = 0; i < 50; ++i)
      RawClient(web.address()).Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n");
    CHECK(Becomes([&] { return OpenFiles() <= serving; }));
  }
  CHECK(OpenFiles() == before);
}

TEST_CASE("two addresses are served, each with the port that was picked for it") {
  const WebFixture web({}, {"127.0.0.1:0", "127.0.0.2:0"});
  REQUIRE(web.bound.size() == 2);
  CHECK(web.bound[0].starts_with("127.0.0.1:"));
  CHECK(web.bound[1].starts_with("127.0.0.2:"));
  for (const std::string& address : web.bound) CHECK(RawClient(address).Ask("/-/healthy").status == 200);
}

TEST_CASE("a port in use is an error that names it, and nothing is served then") {
  const WebFixture web;
  const SystemClock clock;
  ConnectionCounts counts;
  WebServer other([](const WebRequest& /*request*/) { return WebResponse(); }, {}, counts, 1, clock);
  const auto started = other.Start({"127.0.0.2:0", web.address()});
  REQUIRE_FALSE(started);
  CHECK(started.error().kind == ErrorKind::kNetwork);
  CHECK(started.error().message.find(web.address()) != std::string::npos);
  CHECK(web.HealthIsQuick());
}

}  // namespace
}  // namespace workspace_exporter
