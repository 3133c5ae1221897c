#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "integration/web_fixture.h"

namespace workspace_exporter {
namespace {

void CheckRefused(RawClient& client, int status) {
  const RawAnswer answer = client.Read();
  CHECK(answer.status == status);
  CHECK(answer.Has("Connection: close"));
  CHECK(client.IsClosed());  // one answer, and nothing after it
}

TEST_CASE("a request with a body gets 413, once, and the connection is closed") {
  const WebFixture web;
  const std::vector<std::string> requests = {
      "GET /-/healthy HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
      "GET /-/healthy HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n",
      "POST /-/healthy HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      "POST /-/healthy HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
      // What a reader of the body's length alone would take for a second request.
      "GET /-/healthy HTTP/1.1\r\nHost: h\r\nContent-Length: 36\r\n\r\nGET /-/healthy HTTP/1.1\r\nHost: h\r\n\r\n",
  };
  for (const std::string& request : requests) {
    CAPTURE(request);
    RawClient client(web.address());
    client.Send(request);
    CheckRefused(client, 413);
  }
}

TEST_CASE("a client that is still sending its body can read the 413") {
  const WebFixture web;
  RawClient client(web.address());
  client.Send("POST /-/healthy HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n");
  client.Send(std::string(8'000'000, 'x'));
  CHECK(client.Read().status == 413);
}

TEST_CASE("a head over the limit gets 431, whether it ends or not") {
  const WebFixture web({.head_bytes = 2000});
  for (const char* end : {"", "\r\n\r\n"}) {
    RawClient client(web.address());
    client.Send("GET /-/healthy HTTP/1.1\r\nHost: h\r\nX: " + std::string(3000, 'x') + end);
    CheckRefused(client, 431);
  }
  RawClient within(web.address());
  CHECK(within.Ask("/-/healthy", "X: " + std::string(1900, 'x') + "\r\n").status == 200);
}

TEST_CASE("what is no request gets 400, once, and the connection is closed") {
  const WebFixture web;
  for (const char* text : {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\nA : b\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"}) {
    CAPTURE(text);
    RawClient client(web.address());
    client.Send(text);
    CheckRefused(client, 400);
  }
}

TEST_CASE("an answer that came before a bad request is whole") {
  const WebFixture web;
  RawClient client(web.address());
  client.Send("GET /-/healthy HTTP/1.1\r\nHost: h\r\n\r\nnonsense\r\n\r\n");
  CHECK(client.Read().status == 200);
  CheckRefused(client, 400);
}

TEST_CASE("a method that is not known gets 405 with those allowed") {
  const WebFixture web;
  RawClient client(web.address());
  client.Send("BREW /-/healthy HTTP/1.1\r\nHost: h\r\n\r\n");
  const RawAnswer answer = client.Read();
  CHECK(answer.status == 405);
  CHECK(answer.Has("Allow: GET, HEAD"));
}

TEST_CASE("a head that drips gets 408, however often it drips") {
  const WebFixture web({.head_time = Milliseconds(200)});
  RawClient client(web.address());
  client.Send("GET /-/healthy HTTP/1.1\r\nHost: h\r\n");
  std::jthread dripping([&](const std::stop_token& stop) {
    while (!stop.stop_requested() && client.Send("X")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  });
  CHECK(Becomes([&] { return !client.IsQuiet(); }));
  dripping.request_stop();
  dripping.join();
  CheckRefused(client, 408);
}

TEST_CASE("a connection without a request is closed without an answer, a new one and a kept one") {
  const WebFixture web({.head_time = Milliseconds(50), .idle_time = Milliseconds(50)});
  CHECK(RawClient(web.address()).IsClosed());
  RawClient kept(web.address());
  CHECK(kept.Ask("/-/healthy").status == 200);
  CHECK(kept.IsClosed());
}

TEST_CASE("a client that does not read its answer is left after a time") {
  const WebFixture web({.write_time = Milliseconds(100)});
  RawClient client(web.address(), /*receive_buffer=*/4096);
  client.Get("/large");
  CHECK(Becomes([&] { return web.counts.refused(Refusal::kSlowReader) == 1; }));
  CHECK(client.Read().status == 0);
}

TEST_CASE("300 dripping and 100 idle connections do not hold a health check up") {
  const WebFixture web({.head_time = Milliseconds(60'000)});
  std::vector<RawClient> idle;
  for (int i = 0; i < 100; ++i) idle.emplace_back(web.address());
  std::vector<RawClient> dripping;
  for (int i = 0; i < 300; ++i) dripping.emplace_back(web.address()).Send("GET /-/healthy HTTP/1.1\r\nHost: h\r\nX: ");
  std::jthread drips([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      for (RawClient& client : dripping) client.Send("x");
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  for (int i = 0; i < 3; ++i) CHECK(web.HealthIsQuick());
  drips.request_stop();
  drips.join();
  for (RawClient& client : dripping) client.Send("\r\n\r\n");
  for (RawClient& client : dripping) CHECK(client.Read().status == 200);
  for (RawClient& client : idle) CHECK(client.Ask("/-/healthy").status == 200);
}

TEST_CASE("at the limit of connections the client that has let us wait longest makes room") {
  const WebFixture web({.connections = 3});
  std::vector<RawClient> clients;
  for (int i = 0; i < 3; ++i) CHECK(clients.emplace_back(web.address()).Ask("/-/healthy").status == 200);
  CHECK(clients[0].Ask("/-/healthy").status == 200);
  RawClient newest(web.address());
  CHECK(newest.Ask("/-/healthy").status == 200);
  CHECK(clients[1].Ask("/-/healthy").status == 0);
  CHECK(clients[0].Ask("/-/healthy").status == 200);
  CHECK(clients[2].Ask("/-/healthy").status == 200);
}

}  // namespace
}  // namespace workspace_exporter
