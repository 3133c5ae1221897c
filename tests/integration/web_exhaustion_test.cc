#include <atomic>
#include <fstream>
#include <new>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "integration/web_fixture.h"
#include "web/front.h"
#include "web/listener.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a request for which there is no memory costs its connection and no other") {
  const SystemClock clock;
  ConnectionCounts counts;
  std::vector<Listener> listeners = *Listen({"127.0.0.1:0"});
  const std::string address = listeners.front().address;
  std::atomic<bool> has_memory = false;
  Front* front_to_answer = nullptr;
  Front front(
      std::move(listeners), {}, counts, clock, PlainStream, [&](std::uint64_t connection, const RequestHead& /*head*/) {
        if (!has_memory) throw std::bad_alloc();
        front_to_answer->Deliver(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", /*keep_alive=*/true);
      });
  front_to_answer = &front;
  front.Start();
  RawClient other(address);
  CHECK(RawClient(address).Ask("/").status == 0);
  CHECK(counts.refused(Refusal::kNoMemory) == 1);
  has_memory = true;
  CHECK(RawClient(address).Ask("/").status == 200);
  CHECK(other.Ask("/").status == 200);
}

TEST_CASE("the answers of a client that does not read end with their memory, and those of others do not") {
  const WebFixture web({.answer_bytes = 3 * WebFixture::kLarge + 10'000});
  std::vector<RawClient> silent;
  for (int i = 0; i < 5; ++i) silent.emplace_back(web.address(), /*receive_buffer=*/4096).Get("/large");
  CHECK(Becomes([&] { return web.counts.refused(Refusal::kSlowReader) == 2; }));
  CHECK(RawClient(web.address()).Ask("/large").body.size() == WebFixture::kLarge);
  CHECK(web.counts.open() <= 3);
}

TEST_CASE("open connections are counted, and none is left when all have gone") {
  const WebFixture web;
  {
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) clients.emplace_back(web.address()).Ask("/-/healthy");
    CHECK(web.counts.open() == 20);
  }
  CHECK(Becomes([&] { return web.counts.open() == 0; }));
}

TEST_CASE("workers go when there is nothing for them to do, but for one, however often that one has") {
  const auto threads = [] {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("Threads:")) return std::stoi(line.substr(std::string_view("Threads:").size()));
    }
    return 0;
  };
  WebFixture web;
  const int at_rest = threads();  // with the front, and the worker that stays
  RawClient first(web.address());
  RawClient second(web.address());
  first.Get("/metrics");
  second.Get("/metrics");
  REQUIRE(Becomes([&] { return web.scraping == 2; }));
  web.LetGo();
  // Not so fast that a request finds the worker of the last one still at it.
  for (int i = 0; i < 200 && threads() > at_rest; ++i) {
    REQUIRE(RawClient(web.address()).Ask("/-/healthy").status == 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  CHECK(threads() == at_rest);
}

}  // namespace
}  // namespace workspace_exporter
